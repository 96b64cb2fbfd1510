import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Grant } from '../../connections/model/connection.ts';
import { isWithoutKeychain } from '../../connections/model/failureStatus.ts';
import { itemName } from '../../connections/model/itemName.ts';
import type { Keychain } from '../../connections/model/ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { chunkedItems } from './chunkedItems.ts';
import { readGrant, serializeGrant } from './grantItem.ts';
import { itemQuestions } from './itemQuestions.ts';
import { keychainQueue } from './keychainQueue.ts';
import { TIME_OF_A_PERSON, untilDeadline } from './questionDeadline.ts';
import type { KeyringStatus, SecretService } from './secretService.ts';

/** For one call, milliseconds. One that hangs would take 50 s (docs/electron.md "A Secret Service that never answers"). */
const DEADLINE = 5_000;

/** keytar's three calls, each of which gives the password found under the name afterwards, and its restart. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<string | null>;
  deletePassword(service: string, account: string): Promise<string | null>;
  /** Ends a call that hangs, and the session with a keychain that is gone. */
  restart(): void;
  /** Lets the process run on when nothing is called: the keychain asks the person anew for each process. */
  keepRunning(): void;
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
 * (docs/electron.md "Item names and sizes"). A keychain that asks before it gives an item is asked about each once, at a
 * person's wish; the grant stays in memory until the keyring is locked. A refused question comes again at a wish alone.
 * @param secrets only on Linux; keytar alone would also ask for a locked keyring's password at every call
 * @param onAsking called when a question of the keychain is on the screen, and when it is gone
 * @see docs/electron.md "Locked and missing look alike to keytar"
 */
export function keytarKeychain(
  service: string,
  keytar: Keytar,
  secrets?: Pick<SecretService, 'checkStatus' | 'checkItem' | 'isAsking' | 'deleteDuplicates' | 'unlock'>,
  onAsking: (isAsking: boolean) => void = () => undefined,
  deadline = process.platform === 'darwin' ? TIME_OF_A_PERSON : DEADLINE,
): SystemKeychain {
  const { enqueue, idle } = keychainQueue();
  /** How many questions were on the screen so far. */
  let questions = 0;
  const onQuestion = (isOpen: boolean) => {
    if (isOpen) questions += 1;
    onAsking(isOpen);
  };
  const within = <T>(account: string, made: Promise<T>, calls = 1): Promise<T> => {
    const question = secrets && { isOpen: () => secrets.isAsking(service, account), onChange: onQuestion };
    return untilDeadline(made, calls * deadline, () => keytar.restart(), question);
  };
  const items = chunkedItems({
    get: async (account) => {
      const before = questions;
      const found = await within(account, keytar.getPassword(service, account));
      if (found === null && questions > before) throw new Error('The question was dismissed');
      return found;
    },
    // Two calls of the keychain: each act ends with a read.
    set: (account, text) => within(account, keytar.setPassword(service, account, text), 2),
    delete: (account) => within(account, keytar.deletePassword(service, account), 2),
    deleteDuplicates: async (account) => secrets?.deleteDuplicates(service, account),
  });
  const askedAbout = itemQuestions();
  const stands = async (): Promise<KeyringStatus> => {
    const standing = secrets === undefined ? ok('open' as const) : await secrets.checkStatus();
    if (!standing.ok) askedAbout.forget();
    return standing;
  };
  const call = <T>(
    act: () => Promise<Result<T, KeychainFailure>>,
    urgency?: 'first',
    mayAct: (shut: KeychainFailure) => Promise<boolean> = async () => false,
  ) =>
    enqueue(async () => {
      try {
        const standing = await stands();
        return standing.ok || (await mayAct(standing.failure)) ? await act() : standing;
      } catch (error) {
        const failure = readError(error);
        // A keychain that was open a moment ago is not missing: its own status is more precise.
        const standing = isWithoutKeychain(failure) ? await stands() : ok('open' as const);
        return standing.ok ? fail(failure) : standing;
      }
    }, urgency);
  /** Passes on that nothing was found only if the keyring is open, or takes a probe, and no locked one has the item. */
  const whenOpen = async <T>(name: string, outcome: Result<T, KeychainFailure>) => {
    const standing = await stands();
    if (!standing.ok) return standing;
    if (standing.value === 'unknown') {
      await within('probe', keytar.setPassword(service, 'probe', 'probe'), 2);
      await within('probe', keytar.deletePassword(service, 'probe'), 2);
    }
    const found = await secrets?.checkItem(service, name);
    if (found?.ok === false) return found;
    return found?.value === 'asks' ? DENIED : outcome;
  };
  /** Whether the keychain asks the person before it gives this item. */
  const asks = async (name: string): Promise<boolean> => {
    const item = await secrets?.checkItem(service, name);
    if (item?.ok !== true || item.value !== 'asks') return false;
    keytar.keepRunning();
    return true;
  };
  /** One act on one item, after whose refusal only a person can cause the next. */
  const callFor = <T>(
    name: string,
    by: 'person' | undefined,
    act: (wasAsked: () => boolean) => Promise<Result<T, KeychainFailure>>,
    urgency?: 'first',
    mayAct?: (shut: KeychainFailure) => Promise<boolean>,
  ) => {
    const once = async () => {
      if (by === undefined && askedAbout.isRefused(name)) return DENIED;
      const before = questions;
      const outcome = await act(() => questions > before).catch((error) => {
        if (readError(error).code === 'keychain-denied') return DENIED;
        throw error;
      });
      askedAbout.setRefused(name, !outcome.ok && outcome.failure.code === 'keychain-denied');
      return outcome;
    };
    return call(once, urgency, mayAct);
  };
  /** In the background; when it fails, the next read or write tries again. */
  const deleteOrphanedParts = (account: string) => void call(async () => ok(await items.deleteOrphanedParts(account)));

  const readNobody = async () => {
    await within(NO_ACCOUNT, keytar.getPassword(service, NO_ACCOUNT));
    return ok(undefined);
  };

  return {
    idle,
    checkStatus: () => call(secrets === undefined ? readNobody : async () => ok(undefined)),
    unlock: async () => {
      askedAbout.forget();
      const asked = await secrets?.unlock();
      return asked?.ok === false ? asked : call(readNobody);
    },
    read: (place, by) => {
      const name = itemName(place);
      const read = async (): Promise<Result<Grant | undefined, KeychainFailure>> => {
        const isAskedAbout = await asks(name);
        const given = isAskedAbout ? askedAbout.given(name) : undefined;
        if (given !== undefined) return ok(given);
        if (isAskedAbout && by === undefined) return fail({ code: 'keychain-asks' });
        const item = await items.read(name);
        if (item === 'none') return whenOpen(name, ok(undefined));
        if (item === 'damaged') return whenOpen(name, fail({ code: 'secret-unreadable' }));
        const grant = readGrant(item.text, place);
        if (!isAskedAbout) deleteOrphanedParts(name);
        else if (grant.ok && grant.value !== undefined) askedAbout.give(name, grant.value);
        return grant;
      };
      // What stands in another keyring can be read though new items have nowhere to go.
      const isInOpenKeyring = async ({ code }: KeychainFailure) => {
        const item = code === 'keychain-unusable' ? await secrets?.checkItem(service, name) : undefined;
        return item?.ok === true && item.value === 'open';
      };
      return callFor(name, by, read, undefined, isInOpenKeyring);
    },
    // First in the queue, because until then a rotated refresh token is only in memory.
    write: (place, grant) => {
      const name = itemName(place);
      const write = async (wasAsked: () => boolean) => {
        const isStored = await items.write(name, serializeGrant(grant, place));
        if (!isStored) return wasAsked() ? DENIED : fail({ code: 'keychain-refused' } as const);
        if (await asks(name)) askedAbout.give(name, grant);
        else deleteOrphanedParts(name);
        return ok(undefined);
      };
      return callFor(name, undefined, write, 'first');
    },
    remove: (place, by) => {
      const name = itemName(place);
      return callFor(name, by, async (wasAsked) => {
        if (by === undefined && (await asks(name))) return fail({ code: 'keychain-asks' });
        askedAbout.takeBack(name);
        const isRemoved = await items.remove(name);
        return whenOpen(name, isRemoved ? ok(undefined) : wasAsked() ? DENIED : fail({ code: 'keychain-refused' }));
      });
    },
  };
}

/** keytar passes on the system's own messages; only this file reads them. */
function readError(error: unknown): KeychainFailure {
  const reason = error instanceof Error ? error.message.slice(0, 200) : '';
  // Any other message comes from a keychain that is there.
  return SENTENCES.find(([sentence]) => sentence.test(reason))?.[1] ?? { code: 'keychain-refused' };
}

const DENIED = fail({ code: 'keychain-denied' } as const);

const missing = (reason: string): KeychainFailure => ({ code: 'keychain-unavailable', reason });

/** What the messages mean, the first match; the reasons are our own words, without paths. @see docs/electron.md "What keytar says" */
const SENTENCES: readonly (readonly [RegExp, KeychainFailure])[] = [
  [
    /Cannot find (module|package)|Failed to load keytar|ERR_DLOPEN|shared object|keytar\.node/i,
    missing('keytar does not load'),
  ],
  [/AppArmor policy|AccessDenied|Rejected send message/i, { code: 'keychain-unusable', reason: 'blocked' }],
  [/Object does not exist|No such object path/i, { code: 'keychain-unusable', reason: 'keyring-missing' }],
  [/dismissed|cancell?ed/i, { code: 'keychain-denied' }],
  [/\blocked\b/i, { code: 'keychain-locked' }],
  [/timeout|timed out|NoReply/i, { code: 'keychain-silent' }],
  [/D-Bus|Could not connect/i, missing('no session bus')],
  [/secrets was not provided|ServiceUnknown|freedesktop\.secrets/i, missing('no Secret Service')],
];
