import { connect } from 'node:net';
import { fail, ok, orUndefined, type Result } from '../../result.ts';
import { type BusCall, type BusMessage, encodeMethodCall, readMessage } from './message.ts';

/** A line of the handshake has under a hundred bytes. */
const LONGEST_LINE = 1_000;
const BUS = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

/** Why a call failed: the D-Bus error's name, or `gone` when the connection has ended. */
export type CallFailure = string;

/** A connection to a message bus. */
export interface Bus {
  /** Gives the body of the method's return. */
  call(call: BusCall): Promise<Result<Buffer, CallFailure>>;
  /** Calls a method of the bus itself. */
  callBus(member: string, signature?: string, body?: Buffer): Promise<Result<Buffer, CallFailure>>;
  /** Disconnects; `onClose` is called as after any other end. */
  close(): void;
}

interface Listeners {
  readonly onSignal: (signal: BusMessage) => void;
  /** The connection has ended or was refused. `isReachable` is false when this process could not even try the socket. */
  readonly onClose: (isReachable: boolean) => void;
}

/** The address of the session bus: from the environment, else where the login manager puts it; empty when neither names one. */
export function sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string {
  return DBUS_SESSION_BUS_ADDRESS || (XDG_RUNTIME_DIR === undefined ? '' : `unix:path=${XDG_RUNTIME_DIR}/bus`);
}

/**
 * Connects to the bus at such an address; undefined when it names no Unix socket. A libuv before 1.49 cannot open an
 * abstract one: `onClose` then says so. @see D-Bus Specification, "Authentication Protocol"
 */
export function connectBus(address: string, { onSignal, onClose }: Listeners): Bus | undefined {
  const path = socketPath(address);
  if (path === undefined) return undefined;
  const socket = connect({ path });
  const waiting = new Map<number, (answer: Result<Buffer, CallFailure>) => void>();
  let isReachable = !path.startsWith('\0');
  let serial = 0;
  let isOpen = true;
  let isAuthenticated = false;
  let received: Buffer = Buffer.alloc(0);
  const unsent: Buffer[] = [];

  const dispatch = (message: BusMessage) => {
    if (message.kind === 'signal') onSignal(message);
    if (message.kind !== 'return' && message.kind !== 'error') return;
    const settle = waiting.get(message.replySerial);
    waiting.delete(message.replySerial);
    settle?.(message.kind === 'return' ? ok(message.body) : fail(message.error));
  };
  const bus: Bus = {
    call: (call) =>
      new Promise((resolve) => {
        if (!isOpen) return resolve(fail('gone'));
        serial += 1;
        waiting.set(serial, resolve);
        const bytes = encodeMethodCall(serial, call);
        if (isAuthenticated) socket.write(bytes);
        else unsent.push(bytes);
      }),
    callBus: (member, signature, body) =>
      bus.call({ ...BUS, member, ...(signature && { signature }), ...(body && { body }) }),
    close: () => void socket.destroy(),
  };
  void bus.callBus('Hello');

  socket.on('connect', () => {
    isReachable = true;
    socket.write(`\0AUTH EXTERNAL ${Buffer.from(String(process.getuid?.())).toString('hex')}\r\n`);
  });
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    if (!isAuthenticated) {
      const end = received.indexOf('\r\n');
      const isRefused = end >= 0 && !received.toString('latin1').startsWith('OK ');
      if (isRefused || received.length > LONGEST_LINE) socket.destroy();
      if (isRefused || end < 0) return;
      received = received.subarray(end + 2);
      isAuthenticated = true;
      socket.write(Buffer.concat([Buffer.from('BEGIN\r\n'), ...unsent]));
    }
    for (let message = readMessage(received); message !== undefined; message = readMessage(received)) {
      if (message === 'unreadable') return void socket.destroy();
      received = received.subarray(message.length);
      dispatch(message);
    }
  });
  // `close` follows every error, and is all that matters.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isOpen = false;
    for (const settle of waiting.values()) settle(fail('gone'));
    onClose(isReachable);
  });
  return bus;
}

/** The first Unix socket in an address; an abstract one starts with a zero byte. @see D-Bus Specification, "Server Addresses" */
function socketPath(address: string): string | undefined {
  for (const [, key, value = ''] of address.matchAll(/(?:^|;)unix:(?:[^;]*,)?(path|abstract)=([^,;]+)/g)) {
    // A lone % is no valid escape: the next address may be.
    const path = orUndefined(() => decodeURIComponent(value));
    if (path !== undefined) return (key === 'abstract' ? '\0' : '') + path;
  }
  return undefined;
}
