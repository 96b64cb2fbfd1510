import type { KeychainState } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Result } from '../../result.ts';
import type { Keychain } from '../model/ports.ts';

type Outcome<T> = Promise<Result<T, KeychainFailure>>;

/** A keychain that remembers the outcome of its last use. */
export interface TrackedKeychain extends Keychain {
  readonly state: KeychainState;
  /** Why the credential store cannot be used in this state; undefined when it is open. */
  readonly failure: KeychainFailure | undefined;
  /** Takes another use of the credential store into account, and gives its outcome. */
  track<T>(use: Outcome<T>): Outcome<T>;
}

/** The state that a failure shows; undefined when the keychain answered. */
const STATE_AFTER: Readonly<Record<KeychainFailure['code'], KeychainState | undefined>> = {
  'keychain-unavailable': 'absent',
  'keychain-locked': 'locked',
  'keychain-denied': 'denied',
  'keychain-silent': 'silent',
  'vault-closed': 'vault-closed',
  'keychain-asks': undefined,
  'keychain-refused': undefined,
  'vault-file': undefined,
  'secret-unreadable': undefined,
};

/**
 * Tracks the state of a keychain through its uses.
 * @param isVault whether the vault is the credential store now
 */
export function trackKeychainStatus(
  keychain: Keychain,
  onChange: (now: KeychainState, before: KeychainState) => void,
  isVault: () => boolean = () => false,
): TrackedKeychain {
  let state: KeychainState = 'ready';
  let failure: KeychainFailure | undefined;
  const track = async <T>(use: Outcome<T>): Outcome<T> => {
    const outcome = await use;
    const before = state;
    const after = outcome.ok ? undefined : STATE_AFTER[outcome.failure.code];
    // The system's keychain is used beside a vault too; its failures say nothing of the vault.
    if (isVault()) state = after === 'vault-closed' ? after : 'vault-open';
    else state = after ?? 'ready';
    failure = isOpen(state) || outcome.ok ? undefined : outcome.failure;
    if (state !== before) onChange(state, before);
    return outcome;
  };
  return {
    read: (place, by) => track(keychain.read(place, by)),
    write: (place, grant) => track(keychain.write(place, grant)),
    remove: (place, by) => track(keychain.remove(place, by)),
    track,
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
  };
}

/** Whether grants are read and stored in this state. */
export function isOpen(state: KeychainState): boolean {
  return state === 'ready' || state === 'vault-open';
}

/** Whether a vault may be created: beside a keychain it would replace it, and hide what is stored there. */
export function mayCreateVault(state: KeychainState): boolean {
  return state === 'absent';
}
