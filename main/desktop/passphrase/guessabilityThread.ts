import { threadOnce } from '../threads/threadOnce.ts';

/** A passphrase, and what somebody who guesses may know of the person. */
export interface GuessabilityQuestion {
  readonly words: string;
  readonly known: readonly string[];
}

/** Says whether a passphrase is easy to guess. */
export type IsGuessable = (asked: GuessabilityQuestion) => Promise<boolean>;

/**
 * The judge in a thread that lives for one question, so that its dictionaries take time and memory from nobody else.
 * @param path the built `guessabilityHost`
 */
export function guessabilityThread(path: string): IsGuessable {
  return async (asked) => (await threadOnce(path, { workerData: asked })) !== false;
}
