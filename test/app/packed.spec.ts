import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import keytar from 'keytar';
import { itemName } from '../../main/connections/model/itemName.ts';
import { newFolder, openDesk } from '../../tools/drive.mjs';
import { namespaces, refusesNamespaces } from '../../tools/namespaces.mjs';
import { root } from '../../tools/run.mjs';
import { clickTray, trayItems } from '../../tools/tray.mjs';
import { deskState, expect, filesUnder, fill, fillAddresses, openForm, test } from './desk.ts';
import { startMoodyFyle } from './moodyFyle.ts';

// The packed app takes no inspector, so it is driven from outside: `npm run dist:dir` makes it.
const program = join(root, 'out/dist/linux-unpacked/token-desk');

const isWithoutSandbox = refusesNamespaces(namespaces.sandbox);

// biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
test.beforeEach(({}, { title }) => {
  // With this word it ends before it needs a sandbox.
  const isTriable = title.includes('"--no-sandbox"');
  test.skip(isWithoutSandbox && !isTriable, namespaces.sandbox.refused);
});

/** Ended with the test, also when that fails: the next one counts the icons in the tray. */
const started: ChildProcess[] = [];
test.afterEach(() => {
  for (const app of started.splice(0)) app.kill('SIGKILL');
  for (const id of startedClean()) process.kill(id, 'SIGKILL');
});

test('the packed app starts in its sandbox, shows its tray icon, and quits', async () => {
  const folder = newFolder();
  const app = startPacked(folder);
  const ended = once(app, 'exit');
  await expect.poll(async () => (await trayItems()).map(({ menu }) => menu.at(-1)?.label)).toEqual(['Quit']);
  await clickTray('Quit');
  expect(await ended).toEqual([0, null]);
  const kept = filesUnder(folder).map(({ file }) => file.slice(folder.length + 1));
  expect(kept).toContain('Token Desk/logs/main.log');
});

test('the packed app reads its keychain, by the process that lies in the package for it', async () => {
  const fyle = await startMoodyFyle();
  const folder = newFolder();
  const { app, window } = await openDesk({ folder: join(folder, 'Token Desk') });
  await openForm(window, 'Internal app');
  await fill(window, { Name: 'Acme', 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'of-acme' });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
  const [connection] = (await deskState(window)).connections;
  await app.close();
  // What a developer's build keeps is not the released app's, so it is given to it.
  const account = connection === undefined ? '' : itemName({ ...connection, practice: false });
  const grant = await keytar.getPassword('Token Desk (development)', account);
  await keytar.setPassword('Token Desk', account, grant ?? '');
  const packed = startPacked(folder);
  const ended = once(packed, 'exit');
  await expect.poll(() => fyle.asked.map(({ body }) => JSON.parse(body).refresh_token)).toEqual(['of-acme', 'of-acme']);
  packed.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await fyle.close();
});

for (const [kind, word] of [
  ['opens it to a debugger', '--remote-debugging-port=0'],
  ['opens it to a debugger, after a blank', ' --remote-debugging-port=0'],
  ['opens it to a debugger, with one dash', '-remote-debugging-pipe'],
  ['opens it to a debugger of Node', '--inspect'],
  ['takes its sandbox away', '--no-sandbox'],
  ['sends its traffic elsewhere', '--proxy-server=http://127.0.0.1:1'],
  ['takes its traffic down', '--log-net-log=/dev/null'],
  ['starts another program in place of its own', '--renderer-cmd-prefix=/bin/false'],
  ['starts another program in place of its own, for graphics', '--gpu-launcher=/bin/false'],
  ['answers for the person', '--use-fake-ui-for-media-stream'],
  ['changes Chromium by name', '--force-fieldtrials=A/B'],
  ['changes Chromium beside an allowed name', '--enable-features=UseOzonePlatform,IsolatedWebApps'],
  ['shows no window', '--ozone-platform=headless'],
  ['is unknown', '--a-switch-of-some-later-chromium'],
] as const) {
  test(`the packed app does not run with a switch that ${kind}`, async () => {
    const app = startPacked(newFolder(), word);
    const said = text(app.stderr);
    expect(await once(app, 'exit')).toEqual([78, null]);
    expect(await said).toContain(`Token Desk does not run with --${word.trim().replace(/^-+|=.*/g, '')}`);
  });
}

test('the packed app runs with the switches by which people make a window appear as it should', async () => {
  const words = ['--disable-gpu', '--force-device-scale-factor=1.5', '--lang=de', '--ozone-platform-hint=auto'];
  const app = startPacked(newFolder(), ...words, '--enable-features=UseOzonePlatform', '--hidden');
  const ended = once(app, 'exit');
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  app.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

for (const [name, value, tag, more = {}] of [
  ['NODE_V8_COVERAGE', 'written', []],
  ['NODE_REDIRECT_WARNINGS', 'written', ['@nightly']],
  ['ELECTRON_LOG_FILE', 'written', ['@nightly'], { ELECTRON_ENABLE_LOGGING: 'file' }],
  ['NODE_DEBUG', 'net,http,tls', []],
  ['ELECTRON_LOG_ASAR_READS', '1', ['@nightly']],
  ['CHROME_DEVEL_SANDBOX', '/bin/false', ['@nightly']],
] as const) {
  test(`the packed app starts again without ${name}, which writes nothing any more`, { tag: [...tag] }, async () => {
    const folder = newFolder();
    const written = join(folder, 'written');
    const first = startPacked(folder, { [name]: value === 'written' ? written : value, ...more });
    const said = text(first.stderr);
    expect(await once(first, 'exit')).toEqual([0, null]);
    // Electron may have opened it before our first line.
    const before = existsSync(written) && readFileSync(written, 'utf8');
    await expect.poll(async () => (await trayItems()).length).toBe(1);
    expect(startedClean()).toHaveLength(1);
    await clickTray('Quit');
    await expect.poll(startedClean).toEqual([]);
    expect(existsSync(written) && readFileSync(written, 'utf8')).toBe(before);
    expect(await said).not.toMatch(/NET \d|HTTP \d|TLS \d/);
  });
}

test('the packed app ends when it cannot get rid of what steers it', async () => {
  const app = startPacked(newFolder(), '--started-clean', { NODE_V8_COVERAGE: '1' });
  expect(await once(app, 'exit')).toEqual([78, null]);
});

test('ELECTRON_RUN_AS_NODE does not turn the packed app into Node', async () => {
  const asked = startPacked(newFolder(), '-e', 'process.exit(42)', { ELECTRON_RUN_AS_NODE: '1' });
  expect(await once(asked, 'exit')).toEqual([78, null]);
  const app = startPacked(newFolder(), { ELECTRON_RUN_AS_NODE: '1' });
  const ended = once(app, 'exit');
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  app.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

/** The process ids of the packed apps that have started themselves again. */
function startedClean(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        // Chromium writes its own over it, with blanks in between.
        const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split(/[\0 ]/);
        return words[0] === program && words[1] === '--started-clean' ? [Number(id)] : [];
      } catch {
        // It has ended.
        return [];
      }
    });
}

function startPacked(folder: string, ...rest: readonly (string | NodeJS.ProcessEnv)[]) {
  const words = rest.filter((one) => typeof one === 'string');
  const env = Object.assign(
    {},
    process.env,
    { XDG_CONFIG_HOME: folder },
    ...rest.filter((one) => typeof one === 'object'),
  );
  const app: ChildProcess & { stderr: NodeJS.ReadableStream } = spawn(program, words, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.push(app);
  return app;
}
