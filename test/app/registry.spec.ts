import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fylePresets } from '../../main/oauth/fyle.ts';
import { newFolder } from '../../tools/drive.mjs';
import { connectPractice, deskState, expect, test } from './desk.ts';
import { startKeyring } from './session/keyring.ts';

const acme = {
  ...{ id: 'a'.repeat(32), name: 'Acme Ltd', kind: 'internal', practice: false, clientId: 'tpaAcme00001' },
  endpoints: fylePresets[0].endpoints,
  authorization: { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true },
};
const whole = JSON.stringify({ version: 2, connections: [acme], orphanedItems: [] });

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const tableIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'registry.json'), 'utf8'));

test('a list that was cut off comes back from its last good copy, which is told; the cut one is kept', async ({
  start,
}) => {
  const folder = folderWith({ 'registry.json': whole.slice(0, 99), 'registry.last-good.json': whole });
  const { window } = await start(folder);
  await expect(window.getByRole('option', { name: /^Acme Ltd/ })).toBeVisible();
  await expect(window.getByText('restored from its last good copy')).toBeVisible();
  // It is written once the page has come to rest; until then the cut one stands there.
  const file = join(folder, 'registry.json');
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toMatch(/\}$/);
  expect(tableIn(folder).connections).toHaveLength(1);
  const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('registry.unreadable-'));
  expect(readFileSync(join(folder, aside), 'utf8')).toBe(whole.slice(0, 99));
});

test('a newer version’s list is shown and left as it is, whatever is done', async ({ start }) => {
  const newer = JSON.stringify({ version: 3, connections: [{ ...acme, folder: 'Clients' }], orphanedItems: [] });
  const folder = folderWith({ 'registry.json': newer });
  const desk = await start(folder);
  await expect(desk.window.getByText('saved by a newer version of Token Desk')).toBeVisible();
  const removal = await desk.window.evaluate((id) => globalThis.window.bridge.remove(id), acme.id);
  expect(removal).toEqual({ ok: false, failure: { code: 'not-saved', reason: 'newer' } });
  await expect(desk.window.getByRole('option', { name: /^Acme Ltd/ })).toBeVisible();
  expect(readFileSync(join(folder, 'registry.json'), 'utf8')).toBe(newer);
  expect(readdirSync(folder).filter((name) => name.startsWith('registry.'))).toEqual(['registry.json']);
});

test('a list from another computer needs a sign-in, and is otherwise there', async ({ start }) => {
  const { window } = await start(folderWith({ 'registry.json': whole }));
  await expect(window.getByRole('option', { name: /^Acme Ltd/ })).toContainText('Sign-in needed');
  expect((await deskState(window)).notices).toEqual([]);
});

test('a connection is removed while the keychain is locked, and its secret when it opens', { tag: '@nightly' }, async ({
  start,
}) => {
  const keyring = await startKeyring();
  await keyring.start();
  const desk = await start(undefined, keyring.env);
  const { app, window, folder } = desk;
  await connectPractice(desk);
  keyring.lock();
  const [practice] = (await deskState(window)).connections;
  expect(await window.evaluate((id) => globalThis.window.bridge.remove(id), practice?.id ?? '')).toMatchObject({
    ok: true,
  });
  await expect(window.getByText('still holds a sign-in that is no longer needed')).toBeVisible();
  expect(tableIn(folder)).toMatchObject({ connections: [], orphanedItems: [{ id: practice?.id }] });
  keyring.unlock();
  await expect(window.getByText('still holds a sign-in that is no longer needed')).toBeHidden();
  expect(tableIn(folder)).toMatchObject({ connections: [], orphanedItems: [] });
  await app.close();
  await keyring.close();
});
