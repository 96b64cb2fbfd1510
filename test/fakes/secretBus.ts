import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import {
  type BusMessage,
  concatAligned,
  encodeSignature,
  encodeString,
  encodeStringArray,
  encodeUint32,
  readMessage,
  readString,
} from '../../main/desktop/dbus/message.ts';

const COLLECTION = '/org/freedesktop/secrets/collection/login';
/** Another keyring than the default one, and an item in it. */
const OTHER = '/org/freedesktop/secrets/collection/other';
const ITEM = `${OTHER}/7`;
const PROMPT = '/org/freedesktop/secrets/prompt/p1';

/** A session bus with a Secret Service, as far as the app uses them, in the state that the test sets. */
export async function startSecretBus(path: string) {
  const state = {
    hasService: true,
    hasKeyring: true,
    /** Whether the keyring that has the name of the default one exists. */
    isDefaultThere: true,
    /** Whether a program is there that asks for passwords. */
    hasPrompter: true,
    /** The answer to the first query for the keyring, which gnome-keyring sometimes gives to a new client. */
    first: 'right' as 'right' | 'none' | 'unknown method',
    isLocked: false,
    /** How KDE's own service says that the keyring's wallet stands; `none`: no such service. */
    wallet: 'none' as 'none' | 'open' | 'closed',
    /** Whether a search finds an item in another keyring, and whether that is locked. */
    other: 'has-none' as 'has-none' | 'open' | 'locked',
    /** Whether a search finds an item in the default keyring. */
    hasNew: false,
    /** Whether the person is asked before the item in the other keyring, which is open, is given. */
    asks: false,
    hasPrompt: false,
    /** How the password prompt ends; `waits` stays unanswered. */
    prompt: 'unlocks' as 'unlocks' | 'is-dismissed' | 'waits',
    /** The error that every call gets, if any. */
    error: '',
    isSilent: false,
    /** Every answer's body is random bytes. */
    isNoise: false,
  };
  const calls: string[] = [];
  const sockets = new Set<Socket>();
  const boolean = (is: boolean) => encodeUint32(is ? 1 : 0);

  const answer = (member: string, body: Buffer, of: string): readonly [types: string, body: Buffer] => {
    switch (member) {
      case 'ReadAlias':
        return ['o', encodeString(state.hasKeyring && state.first === 'right' ? COLLECTION : '/')];
      case 'isOpen':
        return ['b', boolean(state.wallet === 'open' && readString(body) === 'Wages')];
      case 'Get':
        if (body.includes('Label')) return ['v', concatAligned(4, [encodeSignature('s'), encodeString('Wages')])];
        return [
          'v',
          concatAligned(4, [encodeSignature('b'), boolean(of === OTHER ? state.other === 'locked' : state.isLocked)]),
        ];
      case 'SearchItems': {
        calls.push(`for ${readString(body, 8)}=${readString(body, 20)}`);
        const open = [...(state.other === 'open' ? [ITEM] : []), ...(state.hasNew ? [`${COLLECTION}/1`] : [])];
        const found = state.asks ? [[], [ITEM]] : [open, state.other === 'locked' ? [ITEM, ITEM] : []];
        return ['aoao', concatAligned(4, found.map(encodeStringArray))];
      }
      case 'Unlock':
        if (body.includes(ITEM)) state.other = 'open';
        return state.isLocked
          ? ['aoo', Buffer.concat([encodeStringArray([]), encodeString(PROMPT)])]
          : ['aoo', concatAligned(4, [encodeStringArray([COLLECTION]), encodeString('/')])];
      case 'CreateCollection':
        calls.push(`named ${readString(body, 8)}`);
        return ['oo', concatAligned(4, [encodeString('/'), encodeString(PROMPT)])];
      case 'Introspect':
        return ['s', encodeString(`<node>${state.hasPrompt ? '<node name="p1"/>' : ''}</node>`)];
      case 'NameHasOwner':
        return ['b', boolean(readString(body) === 'org.freedesktop.secrets' ? state.hasService : state.hasPrompter)];
      case 'ListActivatableNames':
        return ['as', encodeStringArray(['org.freedesktop.DBus'])];
      default:
        return ['', Buffer.alloc(0)];
    }
  };
  const say = (member: string, signalPath: string, types = '', body: Buffer = Buffer.alloc(0)) => {
    for (const socket of sockets)
      socket.write(
        message(4, [field(1, 'o', encodeString(signalPath)), field(3, 's', encodeString(member))], types, body),
      );
  };
  const hear = (socket: Socket, serial: number, { member, path, body }: BusMessage) => {
    const isBuses = ['Hello', 'AddMatch', 'NameHasOwner', 'ListActivatableNames'].includes(member);
    const isKdes = member === 'isOpen';
    if (!isBuses && !isKdes) calls.push(member === 'Delete' ? `Delete ${path}` : member);
    if (state.isSilent && !isBuses) return;
    const to = field(5, 'u', encodeUint32(serial));
    const error =
      (state.first === 'unknown method' && 'org.freedesktop.DBus.Error.UnknownMethod') ||
      state.error ||
      (!state.isDefaultThere && path === COLLECTION && 'org.freedesktop.DBus.Error.UnknownObject') ||
      (state.hasService && !(isKdes && state.wallet === 'none') ? '' : 'org.freedesktop.DBus.Error.ServiceUnknown');
    if (error !== '' && !isBuses) {
      socket.write(message(3, [to, field(4, 's', encodeString(error))], 's', encodeString('no')));
      state.first = 'right';
      return;
    }
    const [types, value] = state.isNoise && !isBuses ? ['', Buffer.from([9, 9])] : answer(member, body, path);
    socket.write(message(2, [to], types, value));
    if (!isBuses) state.first = 'right';
    if (member !== 'Prompt' || state.prompt === 'waits') return;
    const isDismissed = state.prompt === 'is-dismissed';
    if (!isDismissed) Object.assign(state, { isLocked: false, hasKeyring: true });
    say('Completed', PROMPT, 'bv', concatAligned(4, [boolean(isDismissed), encodeSignature('o'), encodeString('/')]));
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    let isBegun = false;
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      if (!isBegun) {
        const begin = received.indexOf('BEGIN\r\n');
        if (begin < 0) return void socket.write('OK 0123456789abcdef\r\n');
        received = received.subarray(begin + 7);
        isBegun = true;
      }
      for (let one = readMessage(received); one !== undefined && one !== 'unreadable'; one = readMessage(received)) {
        hear(socket, received.readUInt32LE(8), one);
        received = received.subarray(one.length);
      }
    });
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    address: `unix:path=${path}`,
    state,
    calls,
    /** A signal with nothing but its name. */
    signal: (member: string) => say(member, '/org/freedesktop/secrets'),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), encodeSignature(type), value]);
}

function message(kind: number, fields: readonly Buffer[], types: string, body: Buffer): Buffer {
  const all = [...fields, ...(types === '' ? [] : [field(8, 'g', encodeSignature(types))])];
  const joined = concatAligned(8, all);
  const head = Buffer.concat([
    Buffer.from([0x6c, kind, 0, 1]),
    encodeUint32(body.length),
    encodeUint32(1),
    encodeUint32(joined.length),
  ]);
  return concatAligned(8, [Buffer.concat([head, joined]), body]);
}
