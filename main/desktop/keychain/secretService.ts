import type { KeychainFailure } from '../../connections/model/ports.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type Bus, connectBus } from '../dbus/connection.ts';
import {
  type BusMessage,
  encodeSignature,
  encodeString,
  encodeStringArray,
  encodeUint32,
  padTo,
  readString,
} from '../dbus/message.ts';
import { nameOwnerMatchRule } from '../dbus/nameOwner.ts';
import { startDeadline } from '../system/deadline.ts';
import { encodeItemSearch, readFoundItems } from './secretItems.ts';

/** `unknown`: this bus cannot be looked at, or what answers there says neither. */
export type KeyringStatus = Result<'open' | 'unknown', KeychainFailure>;

/** The Secret Service of a Linux desktop: gnome-keyring, KWallet, KeePassXC. Asked how it stands, it never shows a question. */
export interface SecretService {
  checkStatus(): Promise<KeyringStatus>;
  /** Looks whether an item of keytar's lies in a keyring that is locked: it may be another one than new secrets go in. */
  checkForLockedItem(service: string, account: string): Promise<KeyringStatus>;
  /** Deletes what other keyrings hold of an item of keytar's that stands in the one in which new secrets go: it may be found first. */
  deleteDuplicates(service: string, account: string): Promise<void>;
  /** Has the desktop ask the person for the keyring's password, or for a first one; one question at a time. */
  unlock(): Promise<KeyringStatus>;
  close(): void;
}

interface Listeners {
  /** It stands otherwise than when it was last looked at, whoever looked. */
  readonly onChange: () => void;
  /** It is another process now, or none: what was agreed with the one before is void. */
  readonly onOwner: () => void;
}

const NAME = 'org.freedesktop.secrets';
const PATH = '/org/freedesktop/secrets';
const SERVICE = 'org.freedesktop.Secret.Service';
const COLLECTION = 'org.freedesktop.Secret.Collection';
const ITEM = 'org.freedesktop.Secret.Item';
const PROMPT = 'org.freedesktop.Secret.Prompt';
/** For an answer that needs nobody, milliseconds. */
const DEADLINE = 5_000;
/** How often it is looked at while it is not open, milliseconds: some tell nobody that they were unlocked. */
const PERIOD = 5_000;
/** Nobody has a service of that name, or can start one. */
const NOBODY = /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/;

/**
 * Follows the Secret Service on the session bus. It is looked at again whenever it says that something changed.
 * @param address as in `DBUS_SESSION_BUS_ADDRESS`; empty when there is no bus
 * @see Secret Service API Draft, "Locking and Unlocking", "Prompts and Prompting"
 */
export function secretService(address: string, { onChange, onOwner }: Listeners, deadline = DEADLINE): SecretService {
  let bus: Bus | undefined;
  /** Whether this connection has ever answered: the end of one that has not is no news. */
  let isLive = false;
  let isReachable = true;
  let isClosed = false;
  let hasBeenThere = false;
  let isDenied = false;
  let known = '';
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<KeyringStatus> | undefined;
  /** Items that lie in another keyring, which was locked: it is to be unlocked too. */
  let outOfReach: readonly string[] = [];
  let onCompleted: ((prompt: string, isDismissed: boolean) => void) | undefined;

  const onSignal = ({ member, path, body }: BusMessage) => {
    if (member === 'NameOwnerChanged') {
      onCompleted?.('', true);
      onOwner();
    }
    if (member === 'NameOwnerChanged' || member === 'CollectionChanged' || member === 'PropertiesChanged')
      void checkStatus();
    if (member === 'Completed' && body.length >= 4) onCompleted?.(path, body.readUInt32LE(0) === 1);
  };
  const connected = (): Bus | undefined => {
    if (bus !== undefined || isClosed) return bus;
    const opened = connectBus(address, {
      onSignal,
      onClose: (couldLook) => {
        isReachable = couldLook;
        const wasLive = isLive;
        bus = undefined;
        isLive = false;
        onCompleted?.('', true);
        if (!wasLive || isClosed) return;
        onOwner();
        void checkStatus();
      },
    });
    void opened?.ask('AddMatch', 's', encodeString(nameOwnerMatchRule(NAME)));
    void opened?.ask('AddMatch', 's', encodeString(`type='signal',sender='${NAME}'`));
    bus = opened;
    return opened;
  };
  /** One call, with a deadline; `silent` when it is over. */
  const call = (path: string, of: string, member: string, types: string, body: Buffer, mayStart: boolean) => {
    const answer = connected()?.call({ to: NAME, path, of, member, types, body, mayStart });
    if (answer === undefined) return Promise.resolve(fail('no-socket'));
    return new Promise<Result<Buffer, string>>((resolve) => {
      const late = startDeadline(deadline);
      late.signal.addEventListener('abort', () => resolve(fail('silent')));
      void answer.then((outcome) => {
        late.cancel();
        isLive ||= outcome.ok || outcome.failure !== 'gone';
        resolve(outcome);
      });
    });
  };
  const standingAfter = (failure: string): KeyringStatus => {
    if (address === '') return fail({ code: 'keychain-unavailable', reason: 'no session bus' });
    if (failure === 'silent' || failure.endsWith('.NoReply')) return fail({ code: 'keychain-silent' });
    if (failure === 'no-socket' || (failure === 'gone' && !isReachable)) return ok('unknown');
    if (failure !== 'gone' && !NOBODY.test(failure)) return ok('unknown');
    // It was there a while ago: it has stopped, and the person knows it as theirs.
    if (hasBeenThere) return fail({ code: 'keychain-silent' });
    const reason = failure === 'gone' ? 'no session bus' : 'no Secret Service';
    return fail({ code: 'keychain-unavailable', reason });
  };
  /** The path of the keyring in which new secrets go; `/` when nobody has made one. */
  const readDefault = async (mayStart: boolean): Promise<Result<string, string>> => {
    const read = () => call(PATH, SERVICE, 'ReadAlias', 's', encodeString('default'), mayStart);
    const first = await read();
    // gnome-keyring answers so to the first call of a client now and then, while others come and go: 45 of 45,636, seen.
    const isHasty = first.ok ? readString(first.value) === '/' : first.failure.endsWith('.UnknownMethod');
    const answer = isHasty ? await read() : first;
    if (!answer.ok) return answer;
    hasBeenThere = true;
    return ok(readString(answer.value));
  };
  const stand = async (): Promise<KeyringStatus> => {
    const path = await readDefault(!hasBeenThere && known === '');
    if (!path.ok) return standingAfter(path.failure);
    const shut = fail({ code: isDenied ? 'keychain-denied' : 'keychain-locked' } as const);
    if (path.value === '/') return shut;
    const asked = Buffer.concat([padTo(encodeString(COLLECTION), 4), encodeString('Locked')]);
    const answer = await call(path.value, 'org.freedesktop.DBus.Properties', 'Get', 'ss', asked, false);
    if (!answer.ok) return standingAfter(answer.failure);
    // A variant: its signature in three bytes, then the boolean where a length may begin.
    if (answer.value.length !== 8) return ok('unknown');
    if (answer.value.readUInt32LE(4) === 1) return shut;
    isDenied = false;
    return ok('open');
  };
  const checkStatus = async (): Promise<KeyringStatus> => {
    const standing = await stand().catch((): KeyringStatus => ok('unknown'));
    const before = known;
    known = standing.ok ? standing.value : standing.failure.code;
    clearTimeout(timer);
    if (!standing.ok && !isClosed) timer = setTimeout(() => void checkStatus(), PERIOD);
    if (before !== '' && before !== known && !isClosed) onChange();
    return standing;
  };
  const search = (service: string, account: string) =>
    call(PATH, SERVICE, 'SearchItems', 'a{ss}', encodeItemSearch(service, account), false);
  const checkForLockedItem = async (service: string, account: string): Promise<KeyringStatus> => {
    const answer = await search(service, account);
    if (!answer.ok) return standingAfter(answer.failure);
    const { locked } = readFoundItems(answer.value);
    if (locked.length === 0) return ok('open');
    outOfReach = locked;
    return fail({ code: 'keychain-locked' });
  };
  const deleteDuplicates = async (service: string, account: string) => {
    const path = await readDefault(false);
    const answer = await search(service, account);
    if (!path.ok || !answer.ok) return;
    const { open } = readFoundItems(answer.value);
    const isNew = (item: string) => item.startsWith(`${path.value}/`);
    // None there: what is elsewhere is all there is.
    if (!open.some(isNew)) return;
    for (const item of open.filter((one) => !isNew(one))) {
      await call(item, ITEM, 'Delete', '', Buffer.alloc(0), false);
    }
  };
  /** Shows the desktop's own question and waits for its end. */
  const isDismissed = async (prompt: string): Promise<boolean> => {
    const completed = new Promise<boolean>((resolve) => {
      onCompleted = (path, isDismissed) => {
        if (path === prompt || path === '') resolve(isDismissed);
      };
    });
    const shown = await call(prompt, PROMPT, 'Prompt', 's', encodeString(''), false);
    return !shown.ok || (await completed);
  };
  const askToUnlock = async (): Promise<KeyringStatus> => {
    const path = await readDefault(true);
    if (!path.ok) return checkStatus();
    const answer =
      path.value === '/'
        ? await call(PATH, SERVICE, 'CreateCollection', 'a{sv}s', firstCollection(), false)
        : await call(PATH, SERVICE, 'Unlock', 'ao', encodeStringArray([path.value, ...outOfReach]), false);
    outOfReach = [];
    const prompt = answer.ok ? readPrompt(answer.value, path.value === '/') : '/';
    isDenied = prompt !== '/' && (await isDismissed(prompt));
    return checkStatus();
  };

  return {
    checkStatus,
    checkForLockedItem: (service, account) =>
      checkForLockedItem(service, account).catch((): KeyringStatus => ok('unknown')),
    // An answer that is none: it stays, and what was set is still not found.
    deleteDuplicates: (service, account) => deleteDuplicates(service, account).catch(() => undefined),
    unlock: () => {
      asking ??= askToUnlock()
        // An answer that is none: how it stands is all that can be told.
        .catch(checkStatus)
        .finally(() => {
          asking = undefined;
          onCompleted = undefined;
        });
      return asking;
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      bus?.close();
    },
  };
}

/** The prompt's path behind what was unlocked already, a list, or behind the new collection's path; `/` when nobody is asked. */
function readPrompt(body: Buffer, isBehindPath: boolean): string {
  const end = 4 + body.readUInt32LE(0) + (isBehindPath ? 1 : 0);
  return readString(body, 4 * Math.ceil(end / 4));
}

/** The properties of a first keyring, its name alone, and the alias by which everyone finds it. */
function firstCollection(): Buffer {
  const named = Buffer.concat([encodeString(`${COLLECTION}.Label`), encodeSignature('s')]);
  // A dictionary's entries begin at eight bytes: behind the length four are empty.
  const entry = Buffer.concat([padTo(named, 4), encodeString('Default keyring')]);
  const list = Buffer.concat([encodeUint32(entry.length), Buffer.alloc(4), entry]);
  return Buffer.concat([padTo(list, 4), encodeString('default')]);
}
