import { connect, type Socket } from 'node:net';
import { busCall, readBusMessage } from './busMessage.ts';

/** How long the bus may take for its first answer, milliseconds. */
const DEADLINE = 5_000;
/** A line of the handshake has under a hundred bytes. */
const LONGEST_LINE = 1_000;

/** Where the session bus is: as the environment says, else where the login manager puts it; empty when nowhere. */
export function sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string {
  return DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR === undefined ? '' : `unix:path=${XDG_RUNTIME_DIR}/bus`);
}

/**
 * Follows whether anybody owns a name on the session bus, which Electron has no way to ask. `onChange` hears it once the
 * bus has answered, and whenever it changes; where there is no bus, or nothing that answers as one, nobody does. It hears
 * nothing of a bus that cannot be looked at: one that is no Unix socket, or an abstract one with a libuv before 1.49.
 * @param address as in `DBUS_SESSION_BUS_ADDRESS`; empty when there is no bus
 * @param deadline for the first answer, milliseconds
 * @returns what ends it
 * @see D-Bus Specification, "Authentication Protocol" and "Message Bus Messages"
 */
export function followOwner(
  name: string,
  address: string,
  onChange: (isOwned: boolean) => void,
  deadline = DEADLINE,
): () => void {
  let known: boolean | undefined;
  const tell = (isOwned: boolean) => {
    if (isOwned === known) return;
    known = isOwned;
    onChange(isOwned);
  };
  const path = socketPath(address);
  if (path === undefined) {
    if (address === '') tell(false);
    return () => undefined;
  }
  const socket = connect({ path });
  const timer = setTimeout(() => socket.destroy(), deadline);
  let canLook = !path.startsWith('\0');
  socket.on('connect', () => {
    canLook = true;
    socket.write(`\0AUTH EXTERNAL ${hexadecimal(String(process.getuid?.()))}\r\n`);
  });
  const hear = listener(socket, name, (isOwned) => {
    clearTimeout(timer);
    tell(isOwned);
  });
  socket.on('data', hear);
  // What went wrong does not matter: it closes either way.
  socket.on('error', () => undefined);
  const onClose = () => {
    if (canLook) tell(false);
  };
  socket.on('close', onClose);
  return () => {
    clearTimeout(timer);
    socket.off('close', onClose).destroy();
  };
}

/** Takes what the bus sends, asks when it is time to, and passes each answer on; what is no bus is hung up on. */
function listener(socket: Socket, name: string, onAnswer: (isOwned: boolean) => void): (bytes: Buffer) => void {
  let received: Buffer = Buffer.alloc(0);
  let isWelcome = false;
  const ask = () => socket.write(busCall(3, 'NameHasOwner', name));
  const begin = () => {
    socket.write('BEGIN\r\n');
    socket.write(busCall(1, 'Hello'));
    const rule = `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`;
    socket.write(busCall(2, 'AddMatch', rule));
    ask();
  };
  return (bytes) => {
    received = Buffer.concat([received, bytes]);
    if (!isWelcome) {
      const end = received.indexOf('\r\n');
      const isRefused = end >= 0 && !received.toString('latin1').startsWith('OK ');
      if (isRefused || received.length > LONGEST_LINE) socket.destroy();
      if (isRefused || end < 0) return;
      received = received.subarray(end + 2);
      isWelcome = true;
      begin();
    }
    for (let message = readBusMessage(received); message !== undefined; message = readBusMessage(received)) {
      if (message === 'unreadable') {
        socket.destroy();
        return;
      }
      received = received.subarray(message.length);
      // Of the three answers only this one is a boolean: to `Hello` comes a longer text, to `AddMatch` nothing.
      if (message.kind === 'answer' && message.body.length === 4) onAnswer(message.body.readUInt32LE(0) === 1);
      // Whatever it tells, the bus knows best.
      if (message.kind === 'signal') ask();
    }
  };
}

/** The socket of the first address that names one; an abstract one begins with a zero. @see D-Bus Specification, "Server Addresses" */
function socketPath(address: string): string | undefined {
  for (const [, key, value = ''] of address.matchAll(/(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/g)) {
    try {
      return (key === 'abstract' ? '\0' : '') + decodeURIComponent(value);
    } catch {
      // A lone % is no address.
    }
  }
  return undefined;
}

function hexadecimal(words: string): string {
  return Buffer.from(words).toString('hex');
}
