import type { App } from 'electron';
import type { QuitAnswer } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
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
}

/** The question before quitting, while something would be lost by it. */
export interface QuitQuestion {
  /** The names of what would be lost, while the question stands. */
  readonly lost: readonly string[] | undefined;
  /** Fails, and the question stands on, when `store` was wished and something would still be lost. */
  answer(answer: QuitAnswer): Promise<Result<null, KeychainFailure>>;
}

/** Holds back each quit by which a sign-in would be lost, until the person has said what to do. */
export function askBeforeQuit(
  app: Pick<App, 'on' | 'quit'>,
  { unstored, unlock, mayAsk, show, onChange }: Acts,
): QuitQuestion {
  let isAsked = false;
  let isAgreed = false;
  const setAsked = (is: boolean) => {
    isAsked = is;
    onChange();
  };
  const store = async (): Promise<Result<unknown, KeychainFailure>> => {
    const opened = await unlock();
    await unstored.store();
    if (unstored.names.length === 0) return ok(null);
    return opened.ok ? fail({ code: 'keychain-refused' }) : opened;
  };
  app.on('before-quit', (event) => {
    if (isAgreed || !mayAsk() || unstored.names.length === 0) return;
    event.preventDefault();
    setAsked(true);
    show();
  });
  return {
    get lost() {
      const { names } = unstored;
      return isAsked && names.length > 0 ? names : undefined;
    },
    answer: async (answer) => {
      const stored = answer === 'store' ? await store() : ok(null);
      if (!stored.ok) return stored;
      // Meanwhile the person may have decided to stay.
      isAgreed = isAsked && answer !== 'stay';
      setAsked(false);
      if (isAgreed) app.quit();
      return ok(null);
    },
  };
}
