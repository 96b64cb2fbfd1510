import type { App } from 'electron';
import type { Handlers, Reply } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { LostByQuitting } from '../../../preload/quitting.ts';
import type { UnstoredGrants } from '../../connections/storage/unstoredGrants.ts';
import { fail, ok, type Result } from '../../result.ts';

interface Acts {
  /** What would be lost by quitting now. */
  readonly unstored: UnstoredGrants;
  /** Has the keychain ask for its password where that helps. */
  readonly unlock: () => Promise<Result<unknown, KeychainFailure>>;
  /** False when the app must end, or nobody could see a question. */
  readonly mayAsk: () => boolean;
  /** Brings the window to the front, in which the question is. */
  readonly show: () => void;
  /** Called when the question appears or is gone. */
  readonly onChange: () => void;
  /** Has `act` called after each change of the app's state. */
  readonly follow: (act: () => void) => void;
}

/** The question before quitting, while something would be lost by it. */
export interface QuitQuestion {
  /** What would be lost, while the question stands. */
  readonly lost: LostByQuitting | undefined;
  /** The answer, which fails, and the question stands on, when `store` was wished and a sign-in would still be lost. */
  readonly handlers: Pick<Handlers, 'answerQuit' | 'tellTyped'>;
}

/**
 * Holds back each quit by which a sign-in, or what is typed, would be lost, until the person has said what to do, or
 * nothing would be lost any more.
 */
export function askBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  { unstored, unlock, mayAsk, show, onChange, follow }: Acts,
): QuitQuestion {
  let isAsked = false;
  let isAgreed = false;
  let isTyped = false;
  const wouldLose = () => isTyped || unstored.names.length > 0;
  const setAsked = (is: boolean) => {
    isAsked = is;
    onChange();
  };
  const quit = () => {
    isAgreed = true;
    setAsked(false);
    app.quit();
  };
  // Stored or sent meanwhile: a quit whose question is gone would be forgotten, and asked about again at the next word.
  const goOn = () => {
    if (isAsked && !wouldLose()) quit();
  };
  follow(goOn);
  const store = async (): Promise<Result<unknown, KeychainFailure>> => {
    const opened = await unlock();
    await unstored.store();
    if (unstored.names.length === 0) return ok(null);
    return opened.ok ? fail({ code: 'keychain-refused' }) : opened;
  };
  app.on('before-quit', (event) => {
    if (isAgreed || !mayAsk() || !wouldLose()) return;
    event.preventDefault();
    setAsked(true);
    show();
  });
  const answerQuit = async (answer: unknown): Promise<Reply<null>> => {
    if (answer !== 'stay' && answer !== 'store' && answer !== 'quit') return fail({ code: 'bad-request' });
    const stored = answer === 'store' ? await store() : ok(null);
    if (!stored.ok) return stored;
    // Storing saves nothing that is typed: about that the question stands on.
    const isAskedOn = answer === 'store' && isTyped;
    // Meanwhile the person may have decided to stay.
    if (isAsked && answer !== 'stay' && !isAskedOn) quit();
    else setAsked(isAsked && isAskedOn);
    return ok(null);
  };
  const tellTyped = async (isIt: unknown): Promise<Reply<null>> => {
    isTyped = isIt === true;
    if (isAsked) onChange();
    goOn();
    return ok(null);
  };
  return {
    get lost() {
      return isAsked && wouldLose() ? { signIns: unstored.names, isTyped } : undefined;
    },
    handlers: { answerQuit, tellTyped },
  };
}
