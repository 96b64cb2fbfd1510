import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fylePresets } from '../../main/oauth/fyle.ts';
import { newFolder } from '../../tools/drive.mjs';
import { namespaces, refusesNamespaces } from '../../tools/namespaces.mjs';
import { connectPractice, deskState, expect, fillInternalApp, test } from './desk.ts';
import { fill, openOnSmallDisk } from './smallDisk.ts';

const FULL = 'The disk is full.';
const acme = {
  ...{ id: 'a'.repeat(32), name: 'Acme Ltd', kind: 'internal', practice: false, clientId: 'tpaAcme00001' },
  endpoints: fylePresets[0].endpoints,
  authorization: { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true },
};

test.skip(refusesNamespaces(namespaces.disk), namespaces.disk.refused);

/** A shell command that puts a list with one connection where it is run. */
function withAcme(): string {
  const file = join(newFolder(), 'registry.json');
  writeFileSync(file, JSON.stringify({ version: 2, connections: [acme], orphanedItems: [] }));
  return `cp '${file}' registry.json`;
}

function storedNames(disk: string): readonly string[] {
  return JSON.parse(readFileSync(join(disk, 'registry.json'), 'utf8')).connections.map(
    ({ name }: { name: string }) => name,
  );
}

test('a disk that fills while the app runs is told, loses nothing, and is written once there is space again', {
  tag: '@nightly',
}, async ({ startFyle }) => {
  const fyle = await startFyle();
  const desk = await openOnSmallDisk();
  const { app, window, disk } = desk;
  await connectPractice(desk);
  fill(disk);

  await fillInternalApp(window, fyle, 'Acme Ltd');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'Messages' })).toContainText(FULL);
  expect(storedNames(disk)).toEqual(['Practice organisation']);
  const [practice, acme] = (await deskState(window)).connections;
  const token = await window.evaluate((id) => globalThis.window.bridge.copyToken(id), acme?.id ?? '');
  expect(token.ok).toBe(true);
  const removal = await window.evaluate((id) => globalThis.window.bridge.remove(id), practice?.id ?? '');
  expect(removal).toEqual({ ok: false, failure: { code: 'not-saved', reason: 'ENOSPC' } });
  expect((await deskState(window)).connections).toHaveLength(2);
  expect(readdirSync(disk).filter((name) => name.includes('.tmp-'))).toEqual([]);

  rmSync(join(disk, 'filler'));
  await expect.poll(async () => (await deskState(window)).notices).toEqual([]);
  // The notice and the card of what was held in memory say it: the notices are empty when both are stored.
  await expect(window.getByText(FULL)).toHaveCount(0);
  expect(storedNames(disk)).toEqual(['Practice organisation', 'Acme Ltd']);
  await app.close();
});

test('a disk that is full at the start is told, and looked at again when the window is shown', async () => {
  const { app, window, disk } = await openOnSmallDisk(`${withAcme()}; cat /dev/zero > filler`);
  await expect(window.getByRole('option', { name: /^Acme Ltd/ })).toBeVisible();
  await expect(window.getByText(FULL)).toBeVisible();
  rmSync(join(disk, 'filler'));
  await app.evaluate(({ BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    shown?.hide();
    shown?.show();
  });
  await expect(window.getByText(FULL)).toBeHidden();
  await app.close();
});

test('a folder in which nothing may be written is told, and the list is there', async () => {
  const { app, window } = await openOnSmallDisk(`${withAcme()}; mount -o remount,ro .`);
  await expect(window.getByRole('option', { name: /^Acme Ltd/ })).toBeVisible();
  await expect(window.getByText('Token Desk may not write to its folder.')).toBeVisible();
  await app.close();
});
