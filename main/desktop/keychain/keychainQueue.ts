import type { KeychainFailure } from '../../../preload/failure.ts';
import { fail, type Result } from '../../result.ts';

/**
 * Runs one call of the keychain at a time, `first` ones before the others. After one that found the keychain silent,
 * waiting ones fail, or each would take as long; `first` ones only after a `first` one: a single item may hang.
 */
export function keychainQueue() {
  const first: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  let working: Promise<void> | undefined;
  /** How often any call, and how often a `first` one, found the keychain silent. */
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
