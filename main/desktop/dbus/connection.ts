import { connect } from 'node:net';
import { fail, ok, type Result } from '../../result.ts';
import { type BusCall, type BusMessage, encodeMethodCall, readMessage } from './message.ts';

/** A line of the handshake has under a hundred bytes. */
const LONGEST_LINE = 1_000;
const BUS = { to: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', of: 'org.freedesktop.DBus' };

/** Why a call has no answer: the error's name, or `gone` when the connection has ended. */
export type CallFailure = string;

/** A connection to a message bus. */
export interface Bus {
  /** Calls a method; the body of its answer. */
  call(call: BusCall): Promise<Result<Buffer, CallFailure>>;
  /** Calls a method of the bus itself. */
  ask(member: string, types?: string, body?: Buffer): Promise<Result<Buffer, CallFailure>>;
  /** Hangs up; `onClose` is called as for any other end. */
  close(): void;
}

interface Listeners {
  readonly onSignal: (signal: BusMessage) => void;
  /** The connection has ended, or never came about; `canLook`: there was something to connect to, or certainly nothing. */
  readonly onClose: (isReachable: boolean) => void;
}

/** Where the session bus is: as the environment says, else where the login manager puts it; empty when nowhere. */
export function sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string {
  return DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR === undefined ? '' : `unix:path=${XDG_RUNTIME_DIR}/bus`);
}

/**
 * Connects to the bus at an address; undefined when it names no Unix socket. What answers as no bus is hung up on. An
 * abstract socket cannot be reached with a libuv before 1.49: then `canLook` is false.
 * @param address as in `DBUS_SESSION_BUS_ADDRESS`
 * @see D-Bus Specification, "Authentication Protocol"
 */
export function connectBus(address: string, { onSignal, onClose }: Listeners): Bus | undefined {
  const path = socketPath(address);
  if (path === undefined) return undefined;
  const socket = connect({ path });
  const waiting = new Map<number, (answer: Result<Buffer, CallFailure>) => void>();
  let isReachable = !path.startsWith('\0');
  let serial = 0;
  let isOpen = true;
  let isWelcome = false;
  let received: Buffer = Buffer.alloc(0);
  const unsent: Buffer[] = [];

  const take = (message: BusMessage) => {
    if (message.kind === 'signal') onSignal(message);
    if (message.kind !== 'answer' && message.kind !== 'error') return;
    const settle = waiting.get(message.answers);
    waiting.delete(message.answers);
    settle?.(message.kind === 'answer' ? ok(message.body) : fail(message.error));
  };
  const bus: Bus = {
    call: (call) =>
      new Promise((resolve) => {
        if (!isOpen) return resolve(fail('gone'));
        serial += 1;
        waiting.set(serial, resolve);
        const bytes = encodeMethodCall(serial, call);
        if (isWelcome) socket.write(bytes);
        else unsent.push(bytes);
      }),
    ask: (member, types, body) => bus.call({ ...BUS, member, ...(types && { types }), ...(body && { body }) }),
    close: () => void socket.destroy(),
  };
  void bus.ask('Hello');

  socket.on('connect', () => {
    isReachable = true;
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  });
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    if (!isWelcome) {
      const end = received.indexOf('\r\n');
      const isRefused = end >= 0 && !received.toString('latin1').startsWith('OK ');
      if (isRefused || received.length > LONGEST_LINE) socket.destroy();
      if (isRefused || end < 0) return;
      received = received.subarray(end + 2);
      isWelcome = true;
      socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), ...unsent]));
    }
    for (let message = readMessage(received); message !== undefined; message = readMessage(received)) {
      if (message === 'unreadable') {
        socket.destroy();
        return;
      }
      received = received.subarray(message.length);
      take(message);
    }
  });
  // What went wrong does not matter: it closes either way.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
    for (const settle of waiting.values()) settle(fail('gone'));
    onClose(isReachable);
  });
  return bus;
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
