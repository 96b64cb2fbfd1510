// With a real dbus-daemon.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchTrayHost } from '../../../../main/desktop/dbus/trayHost.ts';
import { startSessionBus } from '../../../../tools/sessionBus.mjs';

// Debian's own Python, because only that one finds the package python3-dbus.
const PYTHON = '/usr/bin/python3';
const SCRIPT = new URL('trayWatcher.py', import.meta.url).pathname;
const hasBus =
  process.platform === 'linux' &&
  spawnSync('dbus-daemon', ['--version']).error === undefined &&
  spawnSync(PYTHON, ['-c', 'import dbus']).status === 0;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Watches, and gives what was reported so far: whether tray icons are shown, and whether there is a bus; or that nobody knows. */
function follow(address: string) {
  const heard: (readonly [boolean, boolean] | 'unreachable')[] = [];
  const stop = watchTrayHost(
    address,
    (...report) => heard.push(report),
    () => heard.push('unreachable'),
  );
  ends.push(stop);
  return heard;
}

describe.skipIf(!hasBus)('whether anything shows tray icons', () => {
  it('is asked of the watcher that takes them: it may have nobody yet who draws them', async () => {
    const { address, stop } = await startSessionBus();
    ends.push(() => void stop());
    const heard = follow(address);
    await vi.waitFor(() => expect(heard).toEqual([[false, true]]));
    const watcher = spawn(PYTHON, [SCRIPT, address], { stdio: ['pipe', 'pipe', 'inherit'] });
    ends.push(() => watcher.kill());
    const lines = createInterface(watcher.stdout);
    await once(lines, 'line');
    // Asked after the watcher had its name.
    const late = follow(address);
    await vi.waitFor(() => expect(late).toEqual([[false, true]]));
    expect(heard).toHaveLength(1);
    watcher.stdin.write('host\n');
    await vi.waitFor(() => expect(heard.slice(1)).toEqual([[true, true]]));
    watcher.stdin.write('no host\n');
    await vi.waitFor(() => expect(heard.slice(2)).toEqual([[false, true]]));
    watcher.stdin.write('host\n');
    await vi.waitFor(() => expect(heard.slice(3)).toEqual([[true, true]]));
    watcher.kill();
    await vi.waitFor(() => expect(heard.slice(4)).toEqual([[false, true]]));
  });

  it('is known at once where there is no bus, on which a panel could come', async () => {
    const [none, gone] = [follow(''), follow('unix:path=/nowhere')];
    await vi.waitFor(() => expect([none, gone]).toEqual([[[false, false]], [[false, false]]]));
    const [other, abstract] = [follow('tcp:host=localhost'), follow('unix:abstract=token-desk-nobody-is-here')];
    await vi.waitFor(() => expect([other, abstract]).toEqual([['unreachable'], ['unreachable']]));
  });
});
