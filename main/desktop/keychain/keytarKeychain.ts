import type { Keychain, KeychainFailure } from '../../connections/model/ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { startDeadline } from '../system/deadline.ts';
import { chunkedItems } from './chunkedItems.ts';
import { itemName, readGrant, serializeGrant } from './grantItem.ts';
import { keychainQueue } from './keychainQueue.ts';
import type { KeyringStatus, SecretService } from './secretService.ts';

/** How long one call may take, milliseconds. A Secret Service that hangs would hold it for 50 s (docs/electron.md "A Secret Service that never answers"). */
const DEADLINE = 5_000;
/** Where the system itself may ask the person in the midst of a call, that long. */
const DEADLINE_OF_A_PERSON = 120_000;

/** keytar's three calls, each of which gives what is found under the name in the end, and the way to begin anew with it. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<string | null>;
  /** Ends what hangs, and what is agreed with a keychain that is gone. */
  restart(): void;
}

/** The keychain of the system, and what can be asked of it beside grants. */
export interface SystemKeychain extends Keychain {
  /** Looks how it stands; nothing is read, and no question is shown on Linux. */
  checkStatus(): Promise<Result<undefined, KeychainFailure>>;
  /** A person's wish: tries once more, and may have the desktop ask for the keyring's password. */
  unlock(): Promise<Result<undefined, KeychainFailure>>;
  /** Ends when nothing is under way any more. */
  idle(): Promise<void>;
}

/** keytar's calls stand in for a look where the system has no other way to tell. */
const NO_ACCOUNT = 'nobody';

/**
 * Grants in the operating system's keychain by keytar, each in one item, or in several where one is too small. One call is
 * under way at a time. `service` has no slash: Windows joins it to the account by one.
 * @param secrets the Secret Service, on Linux alone: keytar cannot tell locked from empty there (docs/electron.md "Locked and missing look alike to keytar"), and would
 *   have a locked one ask for its password at every call
 */
export function keytarKeychain(
  service: string,
  keytar: Keytar,
  secrets?: Pick<SecretService, 'checkStatus' | 'checkForLockedItem' | 'deleteDuplicates' | 'unlock'>,
  deadline = process.platform === 'darwin' ? DEADLINE_OF_A_PERSON : DEADLINE,
): SystemKeychain {
  const { enqueue, idle } = keychainQueue();
  const within = async <T>(made: Promise<T>, calls = 1): Promise<T> => {
    const late = startDeadline(calls * deadline);
    try {
      return await Promise.race([made, rejectionOf(late.signal)]);
    } finally {
      late.cancel();
      if (late.signal.aborted) keytar.restart();
    }
  };
  const items = chunkedItems({
    get: (account) => within(keytar.getPassword(service, account)),
    // With the look behind it two calls of the keychain's own.
    set: (account, text) => within(keytar.setPassword(service, account, text), 2),
    delete: (account) => within(keytar.deletePassword(service, account), 2),
    deleteDuplicates: async (account) => secrets?.deleteDuplicates(service, account),
  });
  const stands = async (): Promise<KeyringStatus> => (secrets === undefined ? ok('open') : secrets.checkStatus());
  const call = <T>(act: () => Promise<Result<T, KeychainFailure>>, urgency?: 'first') =>
    enqueue(async () => {
      try {
        const standing = await stands();
        return standing.ok ? await act() : standing;
      } catch (error) {
        const failure = readError(error);
        // One that stood open a moment ago is not missing: what it says itself is truer.
        const standing = failure.code === 'keychain-unavailable' ? await stands() : ok('open' as const);
        return standing.ok ? fail(failure) : standing;
      }
    }, urgency);
  /**
   * Nothing found means nothing unless the keyring was open all the while, and no other that is locked has it. A bus that
   * cannot be looked at leaves the other proof: only a locked keyring refuses to be written.
   */
  const whenOpen = async <T>(
    name: string,
    outcome: Result<T, KeychainFailure>,
  ): Promise<Result<T, KeychainFailure>> => {
    const standing = await stands();
    if (!standing.ok) return standing;
    if (standing.value === 'unknown') {
      await within(keytar.setPassword(service, 'probe', 'probe'), 2);
      await within(keytar.deletePassword(service, 'probe'), 2);
    }
    const found = await secrets?.checkForLockedItem(service, name);
    return found?.ok === false ? found : outcome;
  };
  /** Behind what was asked for: nobody waits for it, and where it fails it is done another time. */
  const deleteOrphanedParts = (account: string) => void call(async () => ok(await items.deleteOrphanedParts(account)));

  const readNobody = async () => {
    await within(keytar.getPassword(service, NO_ACCOUNT));
    return ok(undefined);
  };

  return {
    idle,
    checkStatus: () => call(secrets === undefined ? readNobody : async () => ok(undefined)),
    unlock: async () => {
      const asked = await secrets?.unlock();
      return asked?.ok === false ? asked : call(readNobody);
    },
    read: (place) =>
      call(async () => {
        const name = itemName(place);
        const item = await items.read(name);
        if (item === 'none') return whenOpen(name, ok(undefined));
        if (item === 'damaged') return whenOpen(name, fail({ code: 'secret-unreadable' }));
        deleteOrphanedParts(name);
        return readGrant(item.text);
      }),
    // Before what waits: a refresh token that was rotated is in memory alone meanwhile.
    write: (place, grant) =>
      call(async () => {
        const name = itemName(place);
        const isStored = await items.write(name, serializeGrant(grant));
        deleteOrphanedParts(name);
        return isStored ? ok(undefined) : fail({ code: 'keychain-refused' });
      }, 'first'),
    remove: (place) =>
      call(async () => {
        const name = itemName(place);
        const isRemoved = await items.remove(name);
        return whenOpen(name, isRemoved ? ok(undefined) : fail({ code: 'keychain-refused' }));
      }),
  };
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('timeout')));
  });
}

/** keytar passes on the system's own sentences; this is the one place that reads them. */
function readError(error: unknown): KeychainFailure {
  const reason = error instanceof Error ? error.message.slice(0, 200) : '';
  // Anything else comes of a keychain that is there.
  return SENTENCES.find(([sentence]) => sentence.test(reason))?.[1] ?? { code: 'keychain-refused' };
}

function missing(reason: string): KeychainFailure {
  return { code: 'keychain-unavailable', reason };
}

/** What the sentences mean, the first that fits; what stands in the way in words that hold no path. @see docs/electron.md "What keytar says" */
const SENTENCES: readonly (readonly [RegExp, KeychainFailure])[] = [
  // First: it quotes a path, whose words say nothing of the keychain.
  [
    /Cannot find (module|package)|Failed to load keytar|ERR_DLOPEN|shared object|keytar\.node/i,
    missing('keytar does not load'),
  ],
  [/dismissed|cancell?ed/i, { code: 'keychain-denied' }],
  [/\blocked\b/i, { code: 'keychain-locked' }],
  [/timeout|timed out|NoReply/i, { code: 'keychain-silent' }],
  [/D-Bus|Could not connect/i, missing('no session bus')],
  [/secrets was not provided|ServiceUnknown|freedesktop\.secrets/i, missing('no Secret Service')],
];
