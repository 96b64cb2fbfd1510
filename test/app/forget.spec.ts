import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import keytar from 'keytar';
import { clipboardText } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { askToForget, connectPractice, deskState, expect, filesUnder, fillInternalApp, test } from './desk.ts';

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
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
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

  await askToForget(window);
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

test('what was done with a connection stands in the activity and its table, also once it was removed, and is proved', async ({
  start,
}) => {
  const desk = await start();
  await connectPractice(desk);
  await desk.window.getByRole('button', { name: 'Copy token', exact: true }).click();
  await desk.window.getByRole('button', { name: 'Renew now' }).click();
  await desk.window.getByRole('button', { name: /^All activity of/ }).click();
  await expect(desk.window.getByRole('row').filter({ hasText: 'on request' })).toBeVisible();
  await expect(desk.window.getByText('3 entries, unbroken')).toBeVisible();
  const id = (await deskState(desk.window)).connections[0]?.id ?? '';
  // Without a press of a moment ago main would ask first.
  await desk.window.getByRole('listbox').getByRole('option').click();
  await desk.window.evaluate((one) => globalThis.window.bridge.remove(one), id);
  // A removal that can still be undone is for good then.
  await desk.app.close();

  // A comma separates no fields where numbers have it.
  const { app, window, folder } = await start(desk.folder, { LC_ALL: '', LC_NUMERIC: 'de_DE.UTF-8' });
  await window.getByRole('button', { name: 'Show past activity' }).click();
  const cells = window.getByRole('row').locator('td:nth-child(n + 3)');
  await expect(cells).toHaveText([
    'Removed',
    'this window',
    'Renewed',
    'on request',
    'Copied',
    'this window',
    'Connected',
    'this window',
  ]);
  await expect(window.getByText('4 entries, unbroken')).toBeVisible();
  const table = join(folder, 'activity.csv');
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, table);
  await window.getByRole('button', { name: 'Export CSV' }).click();
  await expect(window.getByText('activity.csv is saved: 4 entries.')).toBeVisible();
  const [titles, ...lines] = readFileSync(table, 'utf8').trimEnd().split('\r\n');
  expect(titles).toBe(
    '\ufeffTime;UTC offset;Connection;Organisation;What;Copied as;Reason;By;Token;Connection ID;Entry',
  );
  expect(lines.map((line) => line.split(';')[4])).toEqual(['Removed', 'Renewed', 'Copied', 'Connected']);
  expect(statSync(table).mode & 0o777).toBe(0o600);
  await app.close();

  const tool = () => spawnSync('node', ['tools/verifyLedger.mjs', folder], { cwd: root, encoding: 'utf8' });
  expect(tool()).toMatchObject({ status: 0, stdout: 'Whole: 4 entries, unbroken.\n' });
  const ledger = join(folder, 'ledger.jsonl');
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('"what":"copied"', '"what":"renewed"'));
  expect(tool()).toMatchObject({ status: 1, stdout: expect.stringContaining('ledger.jsonl, line 2') });
  const last = await start(folder);
  await last.window.getByRole('button', { name: 'Show past activity' }).click();
  await expect(last.window.getByText('(ledger.jsonl, line 2)')).toBeVisible();
});

test('the history outlives the last connection; a list whose files are gone is told, and no first start', {
  tag: '@nightly',
}, async ({ start }) => {
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
