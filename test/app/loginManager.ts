import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../tools/run.mjs';
import { startSessionBus } from '../../tools/sessionBus.mjs';

/** A system bus of one's own with a login manager on it: `sleepAndWake` tells of both as the real one does. */
export async function startLoginManager() {
  const system = await startSessionBus();
  const words = ['test/unit/desktop/dbus/lockSender.py', system.address, 'org.freedesktop.login1'];
  // Debian's own Python, because only that one finds the package python3-dbus.
  const manager = spawn('/usr/bin/python3', words, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  await once(manager.stdout, 'data');
  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: system.address },
    sleepAndWake: async () => {
      for (const begins of [1, 0]) {
        const sent = once(manager.stdout, 'data');
        manager.stdin.write(`/org/freedesktop/login1 org.freedesktop.login1.Manager PrepareForSleep ${begins}\n`);
        await sent;
      }
    },
    stop: async () => {
      manager.kill();
      await system.stop();
    },
  };
}
