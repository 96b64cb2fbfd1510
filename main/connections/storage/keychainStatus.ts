import type { KeychainState } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Result } from '../../result.ts';
import { isWithoutKeychain } from '../model/failureStatus.ts';
import type { Keychain } from '../model/ports.ts';

type Outcome<T> = Promise<Result<T, KeychainFailure>>;

/** A keychain that remembers the outcome of its last use. */
export interface TrackedKeychain extends Keychain {
  readonly state: KeychainState;
  /** Why the credential store cannot be used in this state; undefined when it is open. */
  readonly failure: KeychainFailure | undefined;
  /** Takes another use of the credential store into account, and gives its outcome. */
  track<T>(use: Outcome<T>): Outcome<T>;
  /** Before a try that a person wants: what it refused to store says nothing of the next. */
  forgetRefusal(): void;
}

/** The state that a failure shows; undefined when the keychain answered. */
function stateAfter(failure: KeychainFailure): KeychainState | undefined {
  switch (failure.code) {
    case 'keychain-unavailable':
      return 'absent';
    case 'keychain-unusable':
      return failure.reason;
    case 'keychain-locked':
      return 'locked';
    case 'keychain-denied':
      return 'denied';
    case 'keychain-silent':
      return 'silent';
    case 'vault-closed':
      return 'vault-closed';
    case 'keychain-asks':
    case 'keychain-refused':
    case 'vault-file':
    case 'secret-unreadable':
      return undefined;
  }
}

/**
 * Tracks the state of a keychain through its uses. It counts as `ready` once it has stored or given a grant.
 * @param isVault whether the vault is the credential store now
 */
export function trackKeychainStatus(
  keychain: Keychain,
  onChange: (now: KeychainState, before: KeychainState) => void,
  isVault: () => boolean = () => false,
): TrackedKeychain {
  let state: KeychainState = 'unproven';
  let failure: KeychainFailure | undefined;
  /** Why it cannot be used. */
  let shut: KeychainFailure | undefined;
  let hasRefused = false;
  let isProven = false;
  const follow = async <T>(use: Outcome<T>, act: 'read' | 'trial' | 'write' | 'other'): Outcome<T> => {
    const outcome = await use;
    const before = state;
    const after = outcome.ok ? undefined : stateAfter(outcome.failure);
    if (!outcome.ok && after !== undefined) shut = outcome.failure;
    // One that can store nothing may still give what it has from before.
    else if ((act !== 'read' && act !== 'trial') || shut?.code !== 'keychain-unusable') shut = undefined;
    if (act === 'write' && outcome.ok) hasRefused = false;
    // A trial is read before a sign-in whose grant is to be written.
    if (act === 'write' || act === 'trial') hasRefused ||= !outcome.ok && outcome.failure.code === 'keychain-refused';
    if (shut !== undefined && isWithoutKeychain(shut)) isProven = false;
    else if (outcome.ok && (act === 'write' || (act === 'read' && outcome.value !== undefined))) isProven = true;
    // The system's keychain is used beside a vault too; its failures say nothing of the vault.
    if (isVault()) state = after === 'vault-closed' ? after : 'vault-open';
    else state = (shut && stateAfter(shut)) ?? (hasRefused ? 'refusing' : isProven ? 'ready' : 'unproven');
    failure = isOpen(state) ? undefined : shut;
    if (state !== before) onChange(state, before);
    return outcome;
  };
  return {
    read: (place, by) => follow(keychain.read(place, by), place.isTrial ? 'trial' : 'read'),
    write: (place, grant) => follow(keychain.write(place, grant), 'write'),
    remove: (place, by) => follow(keychain.remove(place, by), 'other'),
    track: (use) => follow(use, 'other'),
    forgetRefusal: () => {
      hasRefused = false;
    },
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
  };
}

const OPEN: readonly KeychainState[] = ['ready', 'unproven', 'refusing', 'vault-open'];

/** Whether grants are read in this state, and new ones are worth a try. */
export function isOpen(state: KeychainState): boolean {
  return OPEN.includes(state);
}

const MISSING: readonly KeychainState[] = ['absent', 'no-keyring', 'cannot-set-up', 'keyring-missing', 'blocked'];

/** Whether there is no keychain to store in or to look into: {@link isWithoutKeychain} was its last failure. */
export function isMissing(state: KeychainState): boolean {
  return MISSING.includes(state);
}

/**
 * Whether a vault may be created: the keychain cannot store, nor is it about to. Beside one that can, a vault would
 * replace it. A locked one is to be unlocked first.
 */
export function mayCreateVault(state: KeychainState): boolean {
  const cannotStore: readonly KeychainState[] = ['refusing', 'denied', 'nobody-asks', 'silent'];
  return isMissing(state) || cannotStore.includes(state);
}
