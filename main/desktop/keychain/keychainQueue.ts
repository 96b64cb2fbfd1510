import type { KeychainFailure } from '../../connections/model/ports.ts';
import { fail, type Result } from '../../result.ts';

/**
 * Runs acts one after another, those that come `first` before those that wait. When one finds the keychain silent, all that
 * wait are silent too: each would wait as long again. Those that come first are tried all the same, until it is one of them
 * that finds it silent: what hangs may be one item, or the process that was begun anew since.
 */
export function keychainQueue() {
  const first: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  let working: Promise<void> | undefined;
  /** Of any, and of those that come first. */
  const silences = { any: 0, first: 0 };
  const silent = fail({ code: 'keychain-silent' } as const);
  const work = async () => {
    const next = () => first.shift() ?? others.shift();
    for (let act = next(); act !== undefined; act = next()) await act();
    working = undefined;
  };
  const enqueue = <T>(act: () => Promise<Result<T, KeychainFailure>>, urgency?: 'first') => {
    const which = urgency ?? 'any';
    const before = silences[which];
    return new Promise<Result<T, KeychainFailure>>((resolve, reject) => {
      const turn = async () => {
        if (silences[which] !== before) return resolve(silent);
        const outcome = await act();
        if (!outcome.ok && outcome.failure.code === 'keychain-silent') {
          silences.any += 1;
          if (urgency === 'first') silences.first += 1;
        }
        resolve(outcome);
      };
      (urgency === 'first' ? first : others).push(() => turn().catch(reject));
      working ??= work();
    });
  };
  return { enqueue, idle: async () => void (await working) };
}
