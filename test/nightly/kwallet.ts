import { execFileSync, spawn } from 'node:child_process';
import { pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchNameOwner } from '../../main/desktop/dbus/nameOwner.ts';
import { startSessionBus } from '../../tools/sessionBus.mjs';

/** A session bus of the test's own with KDE's real KWallet as its Secret Service, and a wallet that a password opens. */
export interface KWallet {
  /** What the app must be started with to be on that bus. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts KWallet, again after its end, with the wallet closed. `env` goes over this process'. */
  start(env?: NodeJS.ProcessEnv): Promise<void>;
  /** Opens the wallet as a login does, without a question. */
  logIn(): void;
  /** Closes the wallet, as its manager does. */
  closeWallet(): void;
  /** Ends KWallet at once. */
  kill(): Promise<void>;
  /** The ids of its questions on the screen. */
  questions(): readonly string[];
  /** Answers the question on the screen with the password, or with Cancel. */
  answer(how: 'password' | 'cancel'): void;
  close(): Promise<void>;
}

const PASSWORD = 'token-desk';
const WALLET = 'kdewallet';
/** Bytes of the salt and of the key. @see kwallet-pam, `kwallet_hash` */
const LENGTH = 56;
const ROUNDS = 50_000;
/** All that KDE does not set by itself. */
const CONFIGURATION = '[Wallet]\nFirst Use=false\n[org.freedesktop.secrets]\napiEnabled=true\n';

/** Starts the bus and lets KWallet make the wallet; KWallet does not run yet. */
export async function startKWallet(): Promise<KWallet> {
  const folder = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'kwallet-'));
  const [config, data] = [join(folder, 'config'), join(folder, 'data')];
  for (const made of [config, join(data, 'kwalletd')]) mkdirSync(made, { recursive: true });
  writeFileSync(join(config, 'kwalletrc'), CONFIGURATION);
  const salt = Buffer.alloc(LENGTH, 'salt');
  writeFileSync(join(data, `kwalletd/${WALLET}.salt`), salt);
  const key = pbkdf2Sync(PASSWORD, salt, ROUNDS, LENGTH, 'sha512');
  const bus = await startSessionBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const own = { ...process.env, ...env, HOME: folder, XDG_CONFIG_HOME: config, XDG_DATA_HOME: data };
  let program: ReturnType<typeof spawn> | undefined;
  const call = (method: string, ...words: readonly string[]) => {
    const to = ['--dest', 'org.kde.kwalletd5', '--object-path', '/modules/kwalletd5'];
    const all = ['call', '--session', ...to, '--method', `org.kde.KWallet.${method}`, ...words];
    execFileSync('gdbus', all, { env: own, stdio: 'ignore' });
  };
  const kill = async () => {
    if (program === undefined) return;
    const gone = once(program, 'exit');
    program.kill('SIGKILL');
    await gone;
    program = undefined;
  };
  const start = async (more: NodeJS.ProcessEnv = {}) => {
    program = spawn('kwalletd5', [], { env: { ...own, ...more }, stdio: 'ignore' });
    await new Promise<void>((resolve) => {
      const end = watchNameOwner('org.freedesktop.secrets', bus.address, (isOwned) => {
        if (!isOwned) return;
        end();
        resolve();
      });
    });
  };
  const logIn = () => call('pamOpen', WALLET, `[${[...key].map((byte) => `byte ${byte}`).join(',')}]`, '0');
  const questions = () => {
    const search = ['search', '--onlyvisible', '--name', 'KDE Wallet Service'];
    try {
      return execFileSync('xdotool', search, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\n')
        .filter(Boolean);
    } catch {
      // It found none.
      return [];
    }
  };
  // It shows a wallet to the Secret Service from the start after the one that made it.
  await start();
  logIn();
  await kill();
  return {
    env,
    start,
    logIn,
    closeWallet: () => call('close', WALLET, 'true'),
    kill,
    questions,
    answer: (how) => {
      const [question = ''] = questions();
      execFileSync('xdotool', ['windowfocus', '--sync', question]);
      if (how === 'password') execFileSync('xdotool', ['type', PASSWORD]);
      execFileSync('xdotool', ['key', how === 'cancel' ? 'Escape' : 'Return']);
    },
    close: async () => {
      await kill();
      await bus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
