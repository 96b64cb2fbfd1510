import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Keychain } from '../../connections/model/ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { aborted, startDeadline } from '../system/deadline.ts';
import { chunkedItems } from './chunkedItems.ts';
import { itemName, readGrant, serializeGrant } from './grantItem.ts';
import { keychainQueue } from './keychainQueue.ts';
import type { KeyringStatus, SecretService } from './secretService.ts';

/** For one call, milliseconds. One that hangs would take 50 s (docs/electron.md "A Secret Service that never answers"). */
const DEADLINE = 5_000;
/** The same where the system may ask the person for a password during a call. */
const DEADLINE_OF_A_PERSON = 120_000;

/** keytar's three calls, each of which gives the password found under the name afterwards, and its restart. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<string | null>;
  /** Ends a call that hangs, and the session with a keychain that is gone. */
  restart(): void;
}

/** The system's keychain, with its status. */
export interface SystemKeychain extends Keychain {
  /** Checks whether it answers and is open; shows no dialog on Linux. */
  checkStatus(): Promise<Result<undefined, KeychainFailure>>;
  /** Tries again on a person's request; the desktop may ask for the keyring's password. */
  unlock(): Promise<Result<undefined, KeychainFailure>>;
  idle(): Promise<void>;
}

/** An account that nobody has: reading it checks the keychain where the system has no other way. */
const NO_ACCOUNT = 'nobody';

/**
 * Stores grants in the system's keychain with keytar, one call at a time. `service` contains no slash
 * (docs/electron.md "Item names and sizes").
 * @param secrets only on Linux; keytar alone would also ask for a locked keyring's password at every call
 * @see docs/electron.md "Locked and missing look alike to keytar"
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
      return await Promise.race([made, aborted(late.signal)]);
    } finally {
      late.cancel();
      if (late.signal.aborted) keytar.restart();
    }
  };
  const items = chunkedItems({
    get: (account) => within(keytar.getPassword(service, account)),
    // Two calls of the keychain: each act ends with a read.
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
        // A keychain that was open a moment ago is not missing: its own status is more precise.
        const standing = failure.code === 'keychain-unavailable' ? await stands() : ok('open' as const);
        return standing.ok ? fail(failure) : standing;
      }
    }, urgency);
  /** Passes on that nothing was found only if the keyring is open, or takes a probe, and no locked one has the item. */
  const whenOpen = async <T>(name: string, outcome: Result<T, KeychainFailure>) => {
    const standing = await stands();
    if (!standing.ok) return standing;
    if (standing.value === 'unknown') {
      await within(keytar.setPassword(service, 'probe', 'probe'), 2);
      await within(keytar.deletePassword(service, 'probe'), 2);
    }
    const found = await secrets?.checkForLockedItem(service, name);
    return found?.ok === false ? found : outcome;
  };
  /** In the background; when it fails, the next read or write tries again. */
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
    // First in the queue, because until then a rotated refresh token is only in memory.
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

/** keytar passes on the system's own messages; only this file reads them. */
function readError(error: unknown): KeychainFailure {
  const reason = error instanceof Error ? error.message.slice(0, 200) : '';
  // Any other message comes from a keychain that is there.
  return SENTENCES.find(([sentence]) => sentence.test(reason))?.[1] ?? { code: 'keychain-refused' };
}

const missing = (reason: string): KeychainFailure => ({ code: 'keychain-unavailable', reason });

/** What the messages mean, the first match; the reasons are our own words, without paths. @see docs/electron.md "What keytar says" */
const SENTENCES: readonly (readonly [RegExp, KeychainFailure])[] = [
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
