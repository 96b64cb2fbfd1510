// With real buses, and programs that own the names and send real signals, as desktops and the login manager do.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemBusAddress, watchLockSignals } from '../../../../main/desktop/dbus/screenLock.ts';
import { startSessionBus } from '../../../../tools/sessionBus.mjs';

// Debian's own Python, because only that one finds the package python3-dbus.
const PYTHON = '/usr/bin/python3';
const SCRIPT = new URL('lockSender.py', import.meta.url).pathname;
const LOGIN = 'org.freedesktop.login1';
const GNOME = 'org.gnome.ScreenSaver';
const hasBus =
  process.platform === 'linux' &&
  spawnSync('dbus-daemon', ['--version']).error === undefined &&
  spawnSync(PYTHON, ['-c', 'import dbus']).status === 0;

type Bus = Awaited<ReturnType<typeof startSessionBus>>;
let session: Bus;
let system: Bus;
let ends: (() => void)[] = [];
let locks = 0;

/** A program that owns the name on that bus: what it gives sends a signal (see lockSender.py). */
async function startSender(bus: Bus, name: string): Promise<(words: string) => Promise<void>> {
  const sender: ChildProcess = spawn(PYTHON, [SCRIPT, bus.address, name], { stdio: ['pipe', 'pipe', 'inherit'] });
  ends.push(() => sender.kill());
  if (sender.stdout === null) throw new Error('no pipe');
  const lines = createInterface(sender.stdout);
  await once(lines, 'line');
  return async (words) => {
    const sent = once(lines, 'line');
    sender.stdin?.write(`${words}\n`);
    await sent;
  };
}

/** Watches, and waits until the buses have taken the rules; gives the login manager. */
async function watch(env: NodeJS.ProcessEnv): Promise<(words: string) => Promise<void>> {
  const [gnome, login] = await Promise.all([startSender(session, GNOME), startSender(system, LOGIN)]);
  const where = { DBUS_SYSTEM_BUS_ADDRESS: system.address, DBUS_SESSION_BUS_ADDRESS: session.address };
  const stop = watchLockSignals({ ...env, ...where }, () => {
    locks += 1;
  });
  ends.push(stop);
  const sends = [
    () => gnome(`/org/gnome/ScreenSaver ${GNOME} ActiveChanged 1`),
    () => login(`/org/freedesktop/login1/session/own ${LOGIN}.Session Lock`),
  ];
  for (const send of sends) {
    locks = 0;
    // What is sent before the bus has taken the rules is heard by nobody.
    const isHeard = () =>
      vi
        .waitFor(() => expect(locks).toBe(1), 1_000)
        .then(
          () => true,
          () => false,
        );
    do await send();
    while (!(await isHeard()));
  }
  locks = 0;
  return login;
}

describe.skipIf(!hasBus)('a locked screen', () => {
  beforeEach(async () => {
    [session, system] = await Promise.all([startSessionBus(), startSessionBus()]);
    locks = 0;
  });
  afterEach(async () => {
    for (const end of ends) end();
    ends = [];
    await Promise.all([session.stop(), system.stop()]);
  });

  it('is told by the screen saver of each desktop within a second, and an unlocked one is not', async () => {
    await watch({});
    const savers = [
      ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
      ['org.freedesktop.ScreenSaver', '/ScreenSaver'],
      ['org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'],
      ['org.mate.ScreenSaver', '/org/mate/ScreenSaver'],
      ['org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'],
      // GNOME Shell's own name, while nothing runs that passes it on.
      ['org.gnome.Shell.ScreenShield', '/org/gnome/ScreenSaver', GNOME],
    ] as const;
    for (const [name, path, says = name] of savers) {
      const send = await startSender(session, name);
      locks = 0;
      await send(`${path} ${says} ActiveChanged 0`);
      await send(`${path} ${says} ActiveChanged 1`);
      await vi.waitFor(() => expect(locks).toBe(1), 1_000);
      ends.pop()?.();
    }
  });

  it('is told by the login manager within a second, of this session alone', async () => {
    const login = await watch({ XDG_SESSION_ID: 'own' });
    const own = '/org/freedesktop/login1/session/own';
    await login(`/org/freedesktop/login1/session/other ${LOGIN}.Session Lock`);
    await login(`${own} ${LOGIN}.Session Unlock`);
    await login('hint 0');
    await login(`${own} ${LOGIN}.Session Lock`);
    await vi.waitFor(() => expect(locks).toBe(1), 1_000);
    await login('hint 1');
    await vi.waitFor(() => expect(locks).toBe(2), 1_000);
  });

  it('is told by the login manager of any session, when it does not know ours', async () => {
    const login = await watch({});
    await login(`/org/freedesktop/login1/session/other ${LOGIN}.Session Lock`);
    await vi.waitFor(() => expect(locks).toBe(1), 1_000);
  });

  it('is not told by a program that does not own the name, not to us alone either', async () => {
    await watch({ XDG_SESSION_ID: 'own' });
    const owner = await startSender(session, 'org.mate.ScreenSaver');
    const other = await startSender(session, 'org.example.Other');
    const signal = '/org/mate/ScreenSaver org.mate.ScreenSaver ActiveChanged 1';
    await other(signal);
    // The bus numbers its connections: one of these is ours.
    for (let number = 0; number < 6; number += 1) await other(`whisper :1.${number} ${signal}`);
    await owner(signal);
    await vi.waitFor(() => expect(locks).toBe(1), 1_000);
    await expect.poll(() => locks).toBe(1);
  });

  it('is heard of when there is one bus or none', () => {
    for (const address of ['', 'unix:path=/nowhere']) {
      watchLockSignals({ DBUS_SYSTEM_BUS_ADDRESS: address, DBUS_SESSION_BUS_ADDRESS: address }, () => undefined)();
    }
  });
});

it.each([
  [{}, 'unix:path=/var/run/dbus/system_bus_socket'],
  [{ DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/elsewhere' }, 'unix:path=/elsewhere'],
])('the system bus is where the environment says, or where it always is: %o', (env, address) => {
  expect(systemBusAddress(env)).toBe(address);
});
