import type { KeychainFailure } from '../../connections/model/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import { type Bus, connectBus } from '../dbus/connection.ts';
import { type BusMessage, busList, busText, padded, readBusText, signature, uint32 } from '../dbus/message.ts';
import { ownerRule } from '../dbus/nameOwner.ts';
import { deadlineIn } from '../system/deadline.ts';
import { itemsOf, readFoundItems } from './secretItems.ts';

/** `unknown`: this bus cannot be looked at, or what answers there says neither. */
export type Standing = Result<'open' | 'unknown', KeychainFailure>;

/** The Secret Service of a Linux desktop: gnome-keyring, KWallet, KeePassXC. Asked how it stands, it never shows a question. */
export interface SecretService {
  look(): Promise<Standing>;
  /** Looks whether an item of keytar's lies in a keyring that is locked: it may be another one than new secrets go in. */
  lookFor(service: string, account: string): Promise<Standing>;
  /** Deletes what other keyrings hold of an item of keytar's that stands in the one in which new secrets go: it may be found first. */
  dropOlder(service: string, account: string): Promise<void>;
  /** Has the desktop ask the person for the keyring's password, or for a first one; one question at a time. */
  unlock(): Promise<Standing>;
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
  let canLook = true;
  let isClosed = false;
  let hasBeenThere = false;
  let isDenied = false;
  let known = '';
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<Standing> | undefined;
  /** Items that lie in another keyring, which was locked: it is to be unlocked too. */
  let outOfReach: readonly string[] = [];
  let onCompleted: ((prompt: string, isDismissed: boolean) => void) | undefined;

  const onSignal = ({ member, path, body }: BusMessage) => {
    if (member === 'NameOwnerChanged') {
      onCompleted?.('', true);
      onOwner();
    }
    if (member === 'NameOwnerChanged' || member === 'CollectionChanged' || member === 'PropertiesChanged') void look();
    if (member === 'Completed' && body.length >= 4) onCompleted?.(path, body.readUInt32LE(0) === 1);
  };
  const connected = (): Bus | undefined => {
    if (bus !== undefined || isClosed) return bus;
    const opened = connectBus(address, {
      onSignal,
      onClose: (couldLook) => {
        canLook = couldLook;
        const wasLive = isLive;
        bus = undefined;
        isLive = false;
        onCompleted?.('', true);
        if (!wasLive || isClosed) return;
        onOwner();
        void look();
      },
    });
    void opened?.ask('AddMatch', 's', busText(ownerRule(NAME)));
    void opened?.ask('AddMatch', 's', busText(`type='signal',sender='${NAME}'`));
    bus = opened;
    return opened;
  };
  /** One call, with a deadline; `silent` when it is over. */
  const call = (path: string, of: string, member: string, types: string, body: Buffer, mayStart: boolean) => {
    const answer = connected()?.call({ to: NAME, path, of, member, types, body, mayStart });
    if (answer === undefined) return Promise.resolve(fail('no-socket'));
    return new Promise<Result<Buffer, string>>((resolve) => {
      const late = deadlineIn(deadline);
      late.signal.addEventListener('abort', () => resolve(fail('silent')));
      void answer.then((outcome) => {
        late.callOff();
        isLive ||= outcome.ok || outcome.failure !== 'gone';
        resolve(outcome);
      });
    });
  };
  const standingAfter = (failure: string): Standing => {
    if (address === '') return fail({ code: 'keychain-unavailable', reason: 'no session bus' });
    if (failure === 'silent' || failure.endsWith('.NoReply')) return fail({ code: 'keychain-silent' });
    if (failure === 'no-socket' || (failure === 'gone' && !canLook)) return ok('unknown');
    if (failure !== 'gone' && !NOBODY.test(failure)) return ok('unknown');
    // It was there a while ago: it has stopped, and the person knows it as theirs.
    if (hasBeenThere) return fail({ code: 'keychain-silent' });
    const reason = failure === 'gone' ? 'no session bus' : 'no Secret Service';
    return fail({ code: 'keychain-unavailable', reason });
  };
  /** The path of the keyring in which new secrets go; `/` when nobody has made one. */
  const readDefault = async (mayStart: boolean): Promise<Result<string, string>> => {
    const read = () => call(PATH, SERVICE, 'ReadAlias', 's', busText('default'), mayStart);
    const first = await read();
    // gnome-keyring answers so to the first call of a client now and then, while others come and go: 45 of 45,636, seen.
    const isHasty = first.ok ? readBusText(first.value) === '/' : first.failure.endsWith('.UnknownMethod');
    const answer = isHasty ? await read() : first;
    if (!answer.ok) return answer;
    hasBeenThere = true;
    return ok(readBusText(answer.value));
  };
  const stand = async (): Promise<Standing> => {
    const path = await readDefault(!hasBeenThere && known === '');
    if (!path.ok) return standingAfter(path.failure);
    const shut = fail({ code: isDenied ? 'keychain-denied' : 'keychain-locked' } as const);
    if (path.value === '/') return shut;
    const asked = Buffer.concat([padded(busText(COLLECTION), 4), busText('Locked')]);
    const answer = await call(path.value, 'org.freedesktop.DBus.Properties', 'Get', 'ss', asked, false);
    if (!answer.ok) return standingAfter(answer.failure);
    // A variant: its signature in three bytes, then the boolean where a length may begin.
    if (answer.value.length !== 8) return ok('unknown');
    if (answer.value.readUInt32LE(4) === 1) return shut;
    isDenied = false;
    return ok('open');
  };
  const look = async (): Promise<Standing> => {
    const standing = await stand().catch((): Standing => ok('unknown'));
    const before = known;
    known = standing.ok ? standing.value : standing.failure.code;
    clearTimeout(timer);
    if (!standing.ok && !isClosed) timer = setTimeout(() => void look(), PERIOD);
    if (before !== '' && before !== known && !isClosed) onChange();
    return standing;
  };
  const search = (service: string, account: string) =>
    call(PATH, SERVICE, 'SearchItems', 'a{ss}', itemsOf(service, account), false);
  const lookFor = async (service: string, account: string): Promise<Standing> => {
    const answer = await search(service, account);
    if (!answer.ok) return standingAfter(answer.failure);
    const { locked } = readFoundItems(answer.value);
    if (locked.length === 0) return ok('open');
    outOfReach = locked;
    return fail({ code: 'keychain-locked' });
  };
  const dropOlder = async (service: string, account: string) => {
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
    const shown = await call(prompt, PROMPT, 'Prompt', 's', busText(''), false);
    return !shown.ok || (await completed);
  };
  const askToUnlock = async (): Promise<Standing> => {
    const path = await readDefault(true);
    if (!path.ok) return look();
    const answer =
      path.value === '/'
        ? await call(PATH, SERVICE, 'CreateCollection', 'a{sv}s', firstCollection(), false)
        : await call(PATH, SERVICE, 'Unlock', 'ao', busList([path.value, ...outOfReach]), false);
    outOfReach = [];
    const prompt = answer.ok ? readPrompt(answer.value, path.value === '/') : '/';
    isDenied = prompt !== '/' && (await isDismissed(prompt));
    return look();
  };

  return {
    look,
    lookFor: (service, account) => lookFor(service, account).catch((): Standing => ok('unknown')),
    // An answer that is none: it stays, and what was set is still not found.
    dropOlder: (service, account) => dropOlder(service, account).catch(() => undefined),
    unlock: () => {
      asking ??= askToUnlock()
        // An answer that is none: how it stands is all that can be told.
        .catch(look)
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
  return readBusText(body, 4 * Math.ceil(end / 4));
}

/** The properties of a first keyring, its name alone, and the alias by which everyone finds it. */
function firstCollection(): Buffer {
  const named = Buffer.concat([busText(`${COLLECTION}.Label`), signature('s')]);
  // A dictionary's entries begin at eight bytes: behind the length four are empty.
  const entry = Buffer.concat([padded(named, 4), busText('Default keyring')]);
  const list = Buffer.concat([uint32(entry.length), Buffer.alloc(4), entry]);
  return Buffer.concat([padded(list, 4), busText('default')]);
}
