import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appImage, startAgain } from '../../../../main/desktop/instance/startAgain.ts';

const folder = mkdtempSync(join(tmpdir(), 'token-desk-image-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of this user's with a mode. */
function fileOf(name: string, mode: number): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

const APPDIR = '/tmp/.mount_Token1';
const PROGRAM = `${APPDIR}/token-desk`;
const image = fileOf('Token Desk.AppImage', 0o775);

test('the app starts again by the AppImage that it runs from', () => {
  expect(appImage({ APPIMAGE: image, APPDIR }, PROGRAM)).toBe(image);
  const link = join(folder, 'link');
  symlinkSync(image, link);
  expect(appImage({ APPIMAGE: link, APPDIR }, PROGRAM)).toBe(link);
});

mkdirSync(join(folder, 'a folder'), { mode: 0o755 });
test.each([
  ['no AppImage', {}, PROGRAM],
  [
    'a program outside of it, which another AppImage started',
    { APPIMAGE: image, APPDIR },
    '/opt/Token Desk/token-desk',
  ],
  ['a program beside it', { APPIMAGE: image, APPDIR }, `${APPDIR}2/token-desk`],
  ['an image without a folder', { APPIMAGE: image }, PROGRAM],
  ['an empty folder', { APPIMAGE: image, APPDIR: '' }, PROGRAM],
  ['a relative image', { APPIMAGE: 'Token Desk.AppImage', APPDIR }, PROGRAM],
  ['an image that is gone', { APPIMAGE: join(folder, 'gone'), APPDIR }, PROGRAM],
  ['a folder as image', { APPIMAGE: join(folder, 'a folder'), APPDIR }, PROGRAM],
  ['a device as image', { APPIMAGE: '/dev/null', APPDIR }, PROGRAM],
  ['an image that nobody may run', { APPIMAGE: fileOf('not run', 0o644), APPDIR }, PROGRAM],
  ['an image that everybody may change', { APPIMAGE: fileOf('open', 0o777), APPDIR }, PROGRAM],
])('%s is not started', (_name, environment, program) => {
  expect(appImage(environment, program)).toBeUndefined();
});

test('without an AppImage it starts again as it was started', () => {
  const calls: unknown[] = [];
  const app = { relaunch: (...words: unknown[]) => void calls.push(words) };
  startAgain(app);
  startAgain(app, ['--started-clean']);
  expect(calls).toEqual([[], [{ args: [...process.argv.slice(1), '--started-clean'] }]]);
});
