import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../../tools/drive.mjs';
import { namespaces, refusesNamespaces } from '../../tools/namespaces.mjs';
import { root } from '../../tools/run.mjs';
import { expect, test } from '../app/desk.ts';

// `npm run dist:dir` makes it.
const packed = join(root, 'out/dist/linux-unpacked');

test.skip(refusesNamespaces(namespaces.sandbox), namespaces.sandbox.refused);

const started: ChildProcess[] = [];
test.afterEach(() => {
  for (const app of started.splice(0)) app.kill('SIGKILL');
});

function start(from: string, folder: string): ChildProcess {
  const app = spawn(join(from, 'token-desk'), { env: { ...process.env, XDG_CONFIG_HOME: folder }, stdio: 'ignore' });
  started.push(app);
  return app;
}

/** What the packed app has logged. */
function logged(folder: string): string {
  const log = join(folder, 'Token Desk/logs/main.log');
  return existsSync(log) ? readFileSync(log, 'utf8') : '';
}

for (const [what, change] of [
  ['the package', (resources: string) => appendFileSync(join(resources, 'app.asar'), 'x')],
  ['a native module', (resources: string) => appendFileSync(join(resources, nativeModule(resources)), 'x')],
  ['the hashes', (resources: string) => rmSync(join(resources, 'hashes.json'))],
] as const) {
  test(`the packed app runs, and tells when somebody has changed ${what}`, async () => {
    const [copy, folder] = [newFolder(), newFolder()];
    cpSync(packed, copy, { recursive: true });
    change(join(copy, 'resources'));
    start(copy, folder);
    await expect.poll(() => logged(folder)).toMatch(/"own-file-changed"/);
  });
}

test('the packed app tells nothing of files that are as they were packed', async () => {
  const folder = newFolder();
  const app = start(packed, folder);
  await expect.poll(() => logged(folder)).toMatch(/"started"/);
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(logged(folder)).not.toMatch(/own-file-changed/);
});

/** The path of the native module among the resources. */
function nativeModule(resources: string): string {
  const files = readdirSync(resources, { recursive: true, encoding: 'utf8' });
  return files.find((name) => name.endsWith('keytar.node')) ?? '';
}
