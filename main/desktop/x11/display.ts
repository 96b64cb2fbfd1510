import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { orUndefined } from '../../result.ts';
import { encodeSetup, findCookie, readPacket, readSetup, type Setup } from './wire.ts';

/** A connection to the X server. */
export interface Display {
  readonly setup: Setup;
  send(request: Buffer): void;
  /** Gives the server's reply; undefined when it was an error, or the connection has ended. */
  ask(request: Buffer): Promise<Buffer | undefined>;
}

/** How long the server may take to accept a connection, milliseconds. */
const DEADLINE = 2_000;
const FIRST_PORT = 6_000;
const ERROR = 0;
const REPLY = 1;

/**
 * Connects to the display that `DISPLAY` names; undefined when there is none, or it does not accept.
 * @param onEvent gets each event's bytes
 * @see X(7), "DISPLAY NAMES"
 */
export async function openDisplay(
  { DISPLAY = '', XAUTHORITY }: NodeJS.ProcessEnv,
  onEvent: (event: Buffer) => void,
): Promise<Display | undefined> {
  const [, host = '', number = ''] = /^(?:unix(?=:)|([^:]*)):(\d+)(?:\.\d+)?$/.exec(DISPLAY) ?? [];
  if (number === '') return undefined;
  const socket =
    host === '' ? connect({ path: `/tmp/.X11-unix/X${number}` }) : connect({ host, port: FIRST_PORT + Number(number) });
  const authority = orUndefined(() => readFileSync(XAUTHORITY || join(homedir(), '.Xauthority')));
  const cookie = authority && findCookie(authority, number, hostname());
  const accepted = await accept(socket, cookie);
  if (accepted === undefined) return undefined;

  let { rest } = accepted;
  let sequence = 0;
  const waiting = new Map<number, (reply: Buffer | undefined) => void>();
  const send = (request: Buffer) => {
    sequence = (sequence + 1) & 0xffff;
    if (!socket.destroyed) socket.write(request);
  };
  const read = (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let packet = readPacket(rest); packet !== undefined; packet = readPacket(rest)) {
      if (packet === 'unreadable') return void socket.destroy();
      rest = rest.subarray(packet.length);
      const [kind] = packet;
      if (kind !== ERROR && kind !== REPLY) {
        onEvent(packet);
        continue;
      }
      const settle = waiting.get(packet.readUInt16LE(2));
      waiting.delete(packet.readUInt16LE(2));
      settle?.(kind === REPLY ? packet : undefined);
    }
  };
  socket.on('data', read);
  socket.on('close', () => {
    for (const settle of waiting.values()) settle(undefined);
  });
  return {
    setup: accepted.setup,
    send,
    ask: (request) =>
      new Promise((resolve) => {
        send(request);
        if (socket.destroyed) resolve(undefined);
        else waiting.set(sequence, resolve);
      }),
  };
}

/** The server's setup, and what came behind it. */
function accept(
  socket: Socket,
  cookie: Buffer | undefined,
): Promise<{ readonly setup: Setup; readonly rest: Buffer } | undefined> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const onData = (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      const answer = readSetup(received);
      if (answer === 'refused') socket.destroy();
      if (answer === 'refused' || answer === undefined) return;
      clearTimeout(timer);
      socket.off('data', onData);
      resolve({ setup: answer.setup, rest: received.subarray(answer.length) });
    };
    const timer = setTimeout(() => socket.destroy(), DEADLINE);
    socket.on('connect', () => socket.write(encodeSetup(cookie)));
    socket.on('data', onData);
    // `close` follows every error, and is all that matters.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(undefined);
    });
  });
}
