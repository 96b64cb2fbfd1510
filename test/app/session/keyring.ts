import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchNameOwner } from '../../../main/desktop/dbus/nameOwner.ts';
import { startSessionBus } from '../../../tools/sessionBus.mjs';

/** A session bus of the test's own, and a real gnome-keyring on it that can be treated badly. */
export interface Keyring {
  /** What the app must be started with to be on that bus. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts the daemon with the keyring unlocked, or again after its end. */
  start(): Promise<void>;
  /** The same with the keyring locked, which an earlier start made. */
  startLocked(): Promise<void>;
  lock(): void;
  unlock(): void;
  /** The number of the next question for the password of a locked keyring: counting takes one too. */
  questions(): number;
  /** Names the keyring for new secrets, there or not; the daemon must not be running. */
  setDefault(name: string): void;
  /** Takes the right to write from the keyrings' folder, or gives it back. */
  makeReadOnly(isReadOnly?: boolean): void;
  /** Ends the daemon at once, as a crash would. */
  kill(): Promise<void>;
  /** Lets the daemon stand still, or go on. */
  send(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** Puts a hundred bytes of nothing in the place of the keyring's file; the daemon must not be running. */
  spoil(): void;
  close(): Promise<void>;
}

const PASSWORD = 'token-desk';
const program = fileURLToPath(new URL('keyring.py', import.meta.url));

/**
 * Starts the bus; nobody is on it yet.
 * @param policy a rule of the bus's default policy, after those that allow everything
 */
export async function startKeyring(policy = ''): Promise<Keyring> {
  const folder = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'keyring-'));
  const data = join(folder, 'data');
  const runtime = join(folder, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const bus = await startSessionBus(undefined, policy);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const own = { ...process.env, ...env, XDG_DATA_HOME: data, XDG_RUNTIME_DIR: runtime };
  let daemon: ReturnType<typeof spawn> | undefined;
  const tell = (...words: readonly string[]) =>
    execFileSync('/usr/bin/python3', [program, ...words], { env: own, encoding: 'utf8' });
  const kill = async () => {
    if (daemon === undefined) return;
    const gone = once(daemon, 'exit');
    daemon.kill('SIGKILL');
    await gone;
    daemon = undefined;
  };
  const start = async (...how: readonly string[]) => {
    const words = ['--foreground', ...how, '--components=secrets'];
    const started = spawn('gnome-keyring-daemon', words, { env: own, stdio: ['pipe', 'ignore', 'ignore'] });
    started.stdin.end(PASSWORD);
    daemon = started;
    await new Promise<void>((resolve) => {
      const end = watchNameOwner('org.freedesktop.secrets', bus.address, (isOwned) => {
        if (!isOwned) return;
        end();
        resolve();
      });
    });
  };
  return {
    env,
    start: () => start('--unlock'),
    startLocked: () => start(),
    lock: () => void tell('lock'),
    unlock: () => void tell('unlock', PASSWORD),
    questions: () => Number(tell('questions')),
    setDefault: (name) => writeFileSync(join(data, 'keyrings/default'), name),
    makeReadOnly: (is = true) => chmodSync(join(data, 'keyrings'), is ? 0o500 : 0o700),
    kill,
    send: (signal) => void daemon?.kill(signal),
    spoil: () => {
      const keyrings = join(data, 'keyrings');
      const files = readdirSync(keyrings).filter((name) => name.endsWith('.keyring'));
      for (const name of files) writeFileSync(join(keyrings, name), Buffer.alloc(100, 0xa5));
    },
    close: async () => {
      daemon?.kill('SIGCONT');
      await kill();
      await bus.stop();
      if (existsSync(join(data, 'keyrings'))) chmodSync(join(data, 'keyrings'), 0o700);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
