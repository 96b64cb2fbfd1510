import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from '@playwright/test';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { expect, test, WITHOUT_GPU } from './desk.ts';

/** Starts a copy of the built app that was damaged. Gives each question that it asks, which is answered with `Quit`. */
async function startDamaged(damage: (built: string) => void) {
  const copy = newFolder();
  cpSync(join(root, 'out/app'), join(copy, 'out/app'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  damage(join(copy, 'out/app'));
  const app = await _electron.launch({ args: [...launchArguments(newFolder()), ...WITHOUT_GPU], cwd: copy });
  return { app, asked: await questionOf(app) };
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

const chunk = (built: string) => {
  const folder = join(built, 'main/chunks');
  return join(folder, readdirSync(folder).find((name) => name.startsWith('desk')) ?? '');
};

test('a part that throws, or a page that does not come, is told and never a window that stays empty', async () => {
  const damages: readonly (readonly [string, (built: string) => void, string])[] = [
    ['a part that throws', (built) => writeFileSync(chunk(built), 'throw new Error()'), 'Token Desk could not start'],
    ['a part that is gone', (built) => rmSync(chunk(built)), 'Token Desk could not start'],
    ['no page', (built) => rmSync(join(built, 'renderer/index.html')), 'Token Desk’s window stays empty'],
    [
      'no scripts',
      (built) => rmSync(join(built, 'renderer/assets'), { recursive: true }),
      'Token Desk’s window stays empty',
    ],
    ['no preload', (built) => rmSync(join(built, 'preload/preload.cjs')), 'Token Desk’s window stays empty'],
  ];
  const starts = damages.map(async ([what, damage, message]) => {
    const { app, asked } = await startDamaged(damage);
    expect([what, asked]).toEqual([what, message]);
    await app.close();
  });
  await Promise.all(starts);
});
