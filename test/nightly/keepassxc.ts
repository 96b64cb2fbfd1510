import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchNameOwner } from '../../main/desktop/dbus/nameOwner.ts';
import { startSessionBus } from '../../tools/sessionBus.mjs';

/** A session bus of the test's own with the real KeePassXC as its Secret Service, which asks about each entry. */
export interface KeePassXc {
  /** What the app must be started with to be on that bus. */
  readonly env: NodeJS.ProcessEnv;
  /** The ids of its questions on the screen. */
  questions(): readonly string[];
  /** Answers the question on the screen: the button that has the focus first allows, Escape refuses. */
  answer(key: 'Return' | 'Escape'): void;
  close(): Promise<void>;
}

/** A database whose root group is shown to the Secret Service. */
const DATABASE = `<KeePassFile>
  <Meta>
    <CustomData><Item>
      <Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{01020304-0506-0708-090a-0b0c0d0e0f10}</Value>
    </Item></CustomData>
  </Meta>
  <Root><Group><UUID>AQIDBAUGBwgJCgsMDQ4PEA==</UUID><Name>Root</Name></Group></Root>
</KeePassFile>`;
const PASSWORD = 'token-desk';

export async function startKeePassXc(): Promise<KeePassXc> {
  const folder = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'keepassxc-'));
  const within = (name: string) => join(folder, name);
  const [xml, database, config] = [within('db.xml'), within('passwords.kdbx'), within('keepassxc.ini')];
  writeFileSync(xml, DATABASE);
  writeFileSync(config, '[General]\nUpdateCheckMessageShown=true\n[FdoSecrets]\nEnabled=true\n');
  const input = `${PASSWORD}\n${PASSWORD}\n`;
  execFileSync('keepassxc-cli', ['import', '-p', xml, database], { input, stdio: ['pipe', 'ignore', 'ignore'] });
  const bus = await startSessionBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const own = { ...process.env, ...env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  const words = ['--config', config, '--localconfig', within('local.ini'), '--pw-stdin', database];
  const program = spawn('keepassxc', words, { env: own, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(program, 'exit');
  program.stdin.end(`${PASSWORD}\n`);
  await new Promise<void>((resolve) => {
    const end = watchNameOwner('org.freedesktop.secrets', bus.address, (isOwned) => {
      if (!isOwned) return;
      end();
      resolve();
    });
  });
  const questions = () => {
    const search = ['search', '--name', 'Access Request|Delete entry'];
    try {
      return execFileSync('xdotool', search, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\n')
        .filter(Boolean);
    } catch {
      // It found none.
      return [];
    }
  };
  return {
    env,
    questions,
    answer: (key) => {
      const [question = ''] = questions();
      execFileSync('xdotool', ['windowfocus', '--sync', question, 'key', key]);
    },
    close: async () => {
      program.kill('SIGKILL');
      await ended;
      await bus.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
