// With a real dbus-daemon, and with sockets that do not speak D-Bus.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionBusAddress } from '../../../../main/desktop/dbus/connection.ts';
import { watchNameOwner } from '../../../../main/desktop/dbus/nameOwner.ts';
import { startSessionBus } from '../../../../tools/sessionBus.mjs';

const hasBus = process.platform === 'linux' && spawnSync('dbus-daemon', ['--version']).error === undefined;
const NAME = 'org.kde.StatusNotifierWatcher';

let folder = '';
const ends: (() => void)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-desk-bus-'));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

/** Watches a name and gives what was reported so far. */
function follow(name: string, address: string, deadline?: number) {
  const heard: boolean[] = [];
  const end = watchNameOwner(name, address, (isOwned) => heard.push(isOwned), { deadline });
  ends.push(end);
  return { heard, end };
}

async function startBus(where?: (folder: string) => string) {
  const bus = await startSessionBus(where);
  ends.push(() => void bus.stop());
  return bus;
}

/** Whether Node can open that socket: abstract ones need a libuv of 1.49 or later. */
async function isReachable(path: string): Promise<boolean> {
  const socket = connect({ path });
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'close').then(() => false),
  ]).catch(() => false);
  socket.destroy();
  return outcome;
}

describe.skipIf(!hasBus)('on a real session bus', () => {
  it.each(['path', 'abstract'])('a name is owned, or it is not (%s)', async (kind) => {
    const { address } = await startBus((place) => `unix:${kind}=${place}/b%20us`);
    expect(address).toMatch(/,guid=/);
    const [there, absent] = [follow('org.freedesktop.DBus', address), follow(NAME, address)];
    const canLook = kind === 'path' || (await isReachable(decodeURIComponent(address.replace(/^.*=(.*),.*$/, '\0$1'))));
    await vi.waitFor(() => expect([there.heard, absent.heard]).toEqual(canLook ? [[true], [false]] : [[], []]));
  });

  it('is heard of whenever it comes and goes', async () => {
    const { address } = await startBus();
    const first = follow(NAME, address);
    await vi.waitFor(() => expect(first.heard).toEqual([false]));
    // A connection is a name too; the bus numbers them from 0.
    const second = follow(':1.2', address);
    await vi.waitFor(() => expect(second.heard).toEqual([false]));
    const third = follow(NAME, address);
    await vi.waitFor(() => expect(second.heard).toEqual([false, true]));
    third.end();
    await vi.waitFor(() => expect(second.heard).toEqual([false, true, false]));
  });

  it('nobody owns anything any more when the bus is gone, and who no longer follows hears nothing', async () => {
    const { address, stop } = await startBus();
    const [stays, ended] = [follow('org.freedesktop.DBus', address), follow('org.freedesktop.DBus', address)];
    await vi.waitFor(() => expect([stays.heard, ended.heard]).toEqual([[true], [true]]));
    ended.end();
    await stop();
    await vi.waitFor(() => expect(stays.heard).toEqual([true, false]));
    expect(ended.heard).toEqual([true]);
  });

  it('is found behind an address that cannot be used', async () => {
    const { address } = await startBus();
    const { heard } = follow('org.freedesktop.DBus', `tcp:host=localhost,port=1;unix:path=%;${address}`);
    await vi.waitFor(() => expect(heard).toEqual([true]));
  });
});

describe('where there is no bus', () => {
  it.each(['', 'unix:path=/nowhere', `unix:path=/${'a'.repeat(5000)}`])('nobody owns a name: %j', async (address) => {
    const { heard } = follow(NAME, address);
    await vi.waitFor(() => expect(heard).toEqual([false]));
  });

  it.each(['unix:path=', 'unix:path=%', 'unix:runtime=yes', 'autolaunch:', 'tcp:host=localhost,port=1', 'nonsense'])(
    'nobody knows, when it is no socket: %s',
    async (address) => {
      const { heard } = follow(NAME, address);
      // Sent after it, so answered after it.
      expect(await isReachable('/nowhere')).toBe(false);
      expect(heard).toEqual([]);
    },
  );

  it('on an abstract socket that cannot be reached, nobody knows', async () => {
    const { heard } = follow(NAME, 'unix:abstract=token-desk-nobody-is-here');
    // Sent after it, so answered after it.
    expect(await isReachable('\0token-desk-nobody-is-here')).toBe(false);
    expect(heard).toEqual([]);
  });

  const OK = 'OK 0123456789abcdef\r\n';
  const answer = (...bytes: readonly number[]) => OK + String.fromCharCode(...bytes);
  it.each<readonly [what: string, says: string]>([
    ['another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['a refusal', 'REJECTED EXTERNAL\r\n'],
    ['a line without end', 'O'.repeat(5000)],
    ['words after the welcome', `${OK}hello, what do you want of me?`],
    ['a message of another byte order', answer(0x42, 2, 0, 1, ...Array(12).fill(0))],
    ['a message of another version', answer(0x6c, 2, 0, 9, ...Array(12).fill(0))],
    ['a message of no kind', answer(0x6c, 7, 0, 1, ...Array(12).fill(0))],
    ['a message of 4 GB', answer(0x6c, 2, 0, 1, ...Array(12).fill(255))],
  ])('but something else that says %s, nobody owns a name', async (_what, says) => {
    const { address } = await listen((socket) => socket.write(Buffer.from(says, 'latin1')));
    const { heard } = follow(NAME, address);
    await vi.waitFor(() => expect(heard).toEqual([false]));
  });

  it.each<readonly [what: string, says: string]>([
    ['says nothing', ''],
    ['never ends its line', 'OK'],
    ['never answers', OK],
    ['answers nothing but half a message', answer(0x6c, 2, 0, 1, 4, 0, 0, 0)],
  ])('but something that %s, nobody owns a name once the deadline is over', async (_what, says) => {
    const { address } = await listen((socket) => socket.write(says));
    const { heard } = follow(NAME, address, 100);
    await vi.waitFor(() => expect(heard).toEqual([false]));
  });

  async function listen(onSocket: (socket: Socket) => void): Promise<{ readonly address: string }> {
    const server: Server = createServer((socket) => {
      socket.on('error', () => undefined);
      onSocket(socket);
    });
    server.listen(join(folder, 'other'));
    ends.push(() => server.close());
    await once(server, 'listening');
    return { address: `unix:path=${folder}/other` };
  }
});

describe('the address of the session bus', () => {
  it.each([
    [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a', XDG_RUNTIME_DIR: '/run/user/7' }, 'unix:path=/a'],
    [{ XDG_RUNTIME_DIR: '/run/user/7' }, 'unix:path=/run/user/7/bus'],
    [{ DBUS_SESSION_BUS_ADDRESS: '', XDG_RUNTIME_DIR: '/run/user/7' }, 'unix:path=/run/user/7/bus'],
    [{}, ''],
  ])('of %j is %j', (env, address) => {
    expect(sessionBusAddress(env)).toBe(address);
  });
});
