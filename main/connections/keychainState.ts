import type { Result } from '../result.ts';
import type { Keychain, KeychainFailure } from './ports.ts';

/** What the last use of the keychain showed. */
export type KeychainState = 'ready' | 'locked' | 'unavailable' | 'silent';

/** A keychain that remembers how its last use went, and tells `onChange` when that changed. */
export function watchedKeychain(
  keychain: Keychain,
  onChange: () => void,
): { readonly keychain: Keychain; readonly state: () => KeychainState } {
  let state: KeychainState = 'ready';
  const watch = async <T>(use: Promise<Result<T, KeychainFailure>>): Promise<Result<T, KeychainFailure>> => {
    const outcome = await use;
    const next = outcome.ok ? 'ready' : stateAfter(outcome.failure);
    const isNews = next !== state;
    state = next;
    if (isNews) onChange();
    return outcome;
  };
  return {
    keychain: {
      read: (place) => watch(keychain.read(place)),
      write: (place, grant) => watch(keychain.write(place, grant)),
      remove: (place) => watch(keychain.remove(place)),
    },
    state: () => state,
  };
}

function stateAfter({ code }: KeychainFailure): KeychainState {
  switch (code) {
    case 'keychain-unavailable':
      return 'unavailable';
    case 'keychain-locked':
      return 'locked';
    case 'keychain-silent':
      return 'silent';
    case 'keychain-refused':
    case 'secret-unreadable':
      return 'ready';
  }
}
