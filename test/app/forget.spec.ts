import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import keytar from 'keytar';
import { clipboardText } from '../../tools/drive.mjs';
import { connectPractice, deskState, expect, filesUnder, fillInternalApp, test } from './desk.ts';

const service = 'Token Desk (development)';

/** What stands in the keychain of these connections, looked for from outside the app. */
async function inKeychain(ids: readonly string[]) {
  const all = await keytar.findCredentials(service);
  return all.filter(({ account }) => ids.some((id) => account.startsWith(id)));
}

test('forgetting everything leaves nothing of it, in the keychain and on disk, and the app begins anew', async ({
  start,
  startFyle,
}) => {
  const fyle = await startFyle();
  const desk = await start();
  const { window, folder } = desk;
  await connectPractice(desk);
  await fillInternalApp(window, fyle, 'Beta GmbH');
  await window.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'Beta GmbH' })).toBeVisible();
  await window.getByRole('button', { name: 'Renew now' }).click();
  await window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  const { connections } = await deskState(window);
  const ids = connections.map(({ id }) => id);
  const traces = [...ids, fyle.internalApp.clientId, 'Beta GmbH', 'pat@practice.example'];
  const written = () => traces.filter((trace) => filesUnder(folder).some(({ bytes }) => bytes.includes(trace)));
  expect(written()).toEqual(traces);
  expect(await inKeychain(ids)).toHaveLength(2);

  await window.getByRole('button', { name: 'Forget everything' }).click();
  await expect(window.getByText('2 connections: Practice organisation, Beta GmbH')).toBeVisible();
  await window.getByRole('button', { name: 'Forget everything' }).click();
  await expect(window.getByText(/^Everything is forgotten\./)).toBeVisible();
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  expect(await inKeychain(ids)).toEqual([]);
  expect(await clipboardText()).toBe('');
  expect(written()).toEqual([]);

  await connectPractice(desk);
  await desk.app.close();
  expect(written()).toEqual(['pat@practice.example']);
  const again = await start(folder);
  await expect(again.window.getByText('pat@practice.example')).toBeVisible();
});

test('the history outlives the last connection; a list whose files are gone is told, and no first start', async ({
  start,
}) => {
  const desk = await start();
  await connectPractice(desk);
  const id = (await deskState(desk.window)).connections[0]?.id ?? '';
  const removed = await desk.window.evaluate((one) => globalThis.window.bridge.remove(one), id);
  expect(removed).toEqual({ ok: true, value: null });
  await desk.app.close();
  const history = join(desk.folder, 'ledger.jsonl');
  const before = readFileSync(history, 'utf8');
  expect(before).toContain(`"id":"${id}"`);
  const notice = 'The list of your connections is missing';

  const again = await start(desk.folder);
  await expect(again.window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  await expect(again.window.getByText(notice)).toBeHidden();
  await again.app.close();
  for (const name of ['registry.json', 'registry.last-good.json']) rmSync(join(desk.folder, name));
  for (const round of ['first', 'second']) {
    const { app, window } = await start(desk.folder);
    await expect(window.getByText(notice), round).toBeVisible();
    await expect(window.getByRole('button', { name: 'Forget everything' }), round).toBeVisible();
    await app.close();
    expect(readFileSync(history, 'utf8'), round).toBe(before);
  }
});
