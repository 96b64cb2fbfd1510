import type { KeychainState } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Result } from '../../result.ts';
import type { Keychain } from '../model/ports.ts';

type Outcome<T> = Promise<Result<T, KeychainFailure>>;

/** A keychain that remembers how its last use went. */
export interface TrackedKeychain extends Keychain {
  readonly state: KeychainState;
  /** Why nothing is read and kept in this state; undefined when it is open. */
  readonly failure: KeychainFailure | undefined;
  /** Takes any other use of it into account. */
  watch<T>(use: Outcome<T>): Outcome<T>;
}

/**
 * Watches a keychain and tells `onChange` when its state changed; `isVault` says whether what was used is the vault.
 */
export function trackKeychainStatus(
  keychain: Keychain,
  onChange: (now: KeychainState, before: KeychainState) => void,
  isVault: () => boolean = () => false,
): TrackedKeychain {
  let state: KeychainState = 'ready';
  let failure: KeychainFailure | undefined;
  const watch = async <T>(use: Outcome<T>): Outcome<T> => {
    const outcome = await use;
    const before = state;
    const shown = outcome.ok ? undefined : stateAfter(outcome.failure);
    // Beside a vault the system's keychain is used too, and its failures say nothing of the vault.
    if (isVault()) state = shown === 'vault-closed' ? shown : 'vault-open';
    else state = shown ?? 'ready';
    failure = isOpen(state) || outcome.ok ? undefined : outcome.failure;
    if (state !== before) onChange(state, before);
    return outcome;
  };
  return {
    read: (place) => watch(keychain.read(place)),
    write: (place, grant) => watch(keychain.write(place, grant)),
    remove: (place) => watch(keychain.remove(place)),
    watch,
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
  };
}

/** Whether grants are read and kept in this state. */
export function isOpen(state: KeychainState): boolean {
  return state === 'ready' || state === 'vault-open';
}

/** Whether a vault may be made: beside a keychain it would take its place, and what is stored there would not be found. */
export function mayCreateVault(state: KeychainState): boolean {
  return state === 'absent';
}

/** The state that a failure shows; undefined when the keychain did answer. */
function stateAfter({ code }: KeychainFailure): KeychainState | undefined {
  switch (code) {
    case 'keychain-unavailable':
      return 'absent';
    case 'keychain-locked':
      return 'locked';
    case 'keychain-denied':
      return 'denied';
    case 'keychain-silent':
      return 'silent';
    case 'vault-closed':
      return 'vault-closed';
    case 'keychain-refused':
    case 'vault-file':
    case 'secret-unreadable':
      return undefined;
  }
}
