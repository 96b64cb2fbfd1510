import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { expect, openForm, test, WITHOUT_GPU } from './desk.ts';

/** Starts a copy of the built app that was damaged. */
async function startDamaged(damage: (built: string) => void) {
  const copy = newFolder();
  cpSync(join(root, 'out/app'), join(copy, 'out/app'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  damage(join(copy, 'out/app'));
  return _electron.launch({ args: [...launchArguments(newFolder()), ...WITHOUT_GPU], cwd: copy });
}

/** What the first message box says; a desktop's own box takes no click of a test's. */
function questionOf(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(
    ({ dialog }) =>
      new Promise((resolve) => {
        dialog.showMessageBox = async (...[options]: unknown[]) => {
          resolve(Reflect.get(Object(options), 'message'));
          // Never answered: the app stays as it is behind an open box.
          return new Promise(() => undefined);
        };
      }),
  );
}

/** The built file whose name begins so. */
function chunk(built: string, name = 'desk-'): string {
  const folder = join(built, 'main/chunks');
  const found = readdirSync(folder).find((file) => file.startsWith(name));
  if (found === undefined) throw new Error(`There is no ${name}`);
  return join(folder, found);
}

const damages: readonly (readonly [string, (built: string) => void, string])[] = [
  ['a part that throws', (built) => writeFileSync(chunk(built), 'throw new Error()'), 'Token Desk could not start'],
  [
    'no scripts',
    (built) => rmSync(join(built, 'renderer/assets'), { recursive: true }),
    'Token Desk’s window stays empty',
  ],
  ['a part that is gone', (built) => rmSync(chunk(built)), 'Token Desk could not start'],
  ['no page', (built) => rmSync(join(built, 'renderer/index.html')), 'Token Desk’s window stays empty'],
  ['no preload', (built) => rmSync(join(built, 'preload/preload.cjs')), 'Token Desk’s window stays empty'],
];

for (const { some, tag } of [
  { some: damages.slice(0, 2), tag: [] },
  { some: damages.slice(2), tag: ['@nightly'] },
])
  test(`a part that throws, or a page that does not come, is told and never a window that stays empty: ${some.map(([what]) => what).join(', ')}`, {
    tag,
  }, async () => {
    const starts = some.map(async ([what, damage, message]) => {
      const app = await startDamaged(damage);
      expect([what, await questionOf(app)]).toEqual([what, message]);
      await app.close();
    });
    await Promise.all(starts);
  });

test('without the libraries of log and preferences, the keychain’s process and the tray’s picture the window works', async () => {
  const app = await startDamaged((built) => {
    // The log's library is built under the name of its part for Node.
    for (const name of ['node-', 'electron-store-', 'trayFine1x-']) rmSync(chunk(built, name));
    rmSync(join(built, 'main/keytarHost.js'));
  });
  const window = await app.firstWindow();
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  await openForm(window, 'Internal app');
  await app.close();
});
