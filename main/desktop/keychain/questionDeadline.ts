import { startDeadline } from '../system/deadline.ts';

/** How long a question of the keychain may stand on the screen, milliseconds: a person has to find and read it. */
export const TIME_OF_A_PERSON = 120_000;
/** How often the keychain is looked at while a call takes its time, milliseconds. */
const LOOKS = 500;

/** Whether the keychain has a question on the screen, and who wants to know when that changes. */
export interface Question {
  readonly isOpen: () => Promise<boolean>;
  readonly onChange: (isOpen: boolean) => void;
}

/**
 * Gives what a call of the keychain gives. Rejects with `timeout` when that takes longer than `deadline`, milliseconds.
 * While a question is on the screen it has two minutes, and then rejects as if it had been dismissed.
 * @param onLate called when it rejects, before
 */
export function untilDeadline<T>(
  call: Promise<T>,
  deadline: number,
  onLate: () => void,
  question?: Question,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let limit = startDeadline(deadline);
    let timer: NodeJS.Timeout | undefined;
    let isOpen = false;
    let isOver = false;
    const end = (settle: () => void) => {
      if (isOver) return;
      isOver = true;
      limit.cancel();
      clearTimeout(timer);
      if (isOpen) question?.onChange(false);
      settle();
    };
    const watchLimit = () =>
      limit.signal.addEventListener('abort', () => {
        const reason = isOpen ? new Error('The question was dismissed') : limit.signal.reason;
        end(() => {
          onLate();
          reject(reason);
        });
      });
    const look = async (isOpenNow: () => Promise<boolean>) => {
      const now = await isOpenNow();
      if (isOver) return;
      if (now !== isOpen) {
        isOpen = now;
        limit.cancel();
        limit = startDeadline(now ? TIME_OF_A_PERSON : deadline);
        watchLimit();
        question?.onChange(now);
      }
      timer = setTimeout(() => void look(isOpenNow), LOOKS);
    };
    watchLimit();
    if (question !== undefined) timer = setTimeout(() => void look(question.isOpen), LOOKS);
    call.then(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error)),
    );
  });
}
