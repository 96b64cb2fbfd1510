import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fylePresets } from '../../main/oauth/fyle.ts';
import { newFolder } from '../../tools/drive.mjs';
import { trayItems } from '../../tools/tray.mjs';
import { deskState, expect, fill, fillAddresses, openForm, sharedTest, test } from '../app/desk.ts';
import { json, type MoodyFyle } from '../app/moodyFyle.ts';

const SECRET = 'kQ7vXw2pLr9TnYbHs3dZm9vYmFy';

/** Forms in which a refusal repeats the client secret; test/unit/oauth/secretEcho.test.ts has more. */
const disguises: readonly (readonly [string, string])[] = [
  ['as it is', SECRET],
  ['in upper case', SECRET.toUpperCase()],
  ['in groups', SECRET.replace(/.{4}/g, '$& ')],
  ['reversed', [...SECRET].reverse().join('')],
  ['in parts with words between', SECRET.replace(/.{9}/g, '$& (next part) ')],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in base64 behind the client', Buffer.from(`tpaAcme1234:${SECRET}`).toString('base64')],
  ['in base64url', Buffer.from(SECRET).toString('base64url')],
  ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
  ['in URL escapes', [...Buffer.from(SECRET)].map((byte) => `%${byte.toString(16)}`).join('')],
  ['in HTML escapes', [...SECRET].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  ['in numbers', [...Buffer.from(SECRET)].join(' ')],
];

for (const [form, message] of disguises) {
  sharedTest(`a refusal that repeats the client secret is not shown: ${form}`, async ({ desk, moodyFyle: fyle }) => {
    fyle.setMood(json(400, { message: `refused: ${message}` }));
    await connect(desk.window, fyle);
    await expect(desk.window.getByText('Fyle did not understand the request')).toBeVisible();
    await desk.window.getByText('Details', { exact: true }).click();
    await expect(desk.window.getByText('wrong-parameters')).toBeVisible();
    expect(await desk.window.content()).not.toContain('refused:');
  });
}

sharedTest('what a server says stands under its own name', async ({ desk, moodyFyle: fyle }) => {
  fyle.setMood(json(400, { message: 'Call \u202e0123 456789\u0000 <b>now</b>' }));
  await connect(desk.window, fyle);
  await desk.window.getByText('Details', { exact: true }).click();
  await expect(desk.window.getByText(`${new URL(fyle.endpoints.token).host} says`)).toBeVisible();
  await expect(desk.window.getByText('Call 0123 456789 <b>now</b>', { exact: true })).toBeVisible();
  expect(await desk.window.content()).not.toContain('Fyle says');
});

/** Names that somebody wrote into the list on disk, and what is shown of them. */
const names: readonly (readonly [string, string])[] = [
  ['Acme\u0000 Ltd', 'Acme Ltd'],
  ['\u202eemcA', 'emcA'],
  ['Ac\u200bme\u2066\u2028Ltd', 'Ac me Ltd'],
  ['\u001b[31mRed\u0007', '[31mRed'],
  ['A\u00adc\u2060m\ufeffe', 'Acme'],
  ['\u200f\u061c\u3164', 'Connection without a name'],
  [`Z${'\u0301\u0302\u0303\u0323\u0324'.repeat(40)}`, 'Z\u0301\u0302\u0303\u0323'],
  [`ก${'\u0e47'.repeat(40)}`, 'ก\u0e47\u0e47'],
  ['شرکت می\u200cخواهم', '\u2068شرکت می\u200cخواهم\u2069'],
  ['👨\u200d👩\u200d👧', '👨\u200d👩\u200d👧'],
];

test('names that somebody wrote into the list hide, turn and cut nothing, in the window and the tray', async ({
  start,
}) => {
  const { window } = await start(folderWith(names.map(([name]) => name)));
  const labels = async () => (await trayItems()).flatMap(({ menu }) => menu.map(({ label }) => label));
  const shown = names.map(([, name]) => `${name} · Sign-in needed`);
  await expect.poll(labels).toEqual(expect.arrayContaining(shown));
  expect((await deskState(window)).connections.map(({ name }) => name)).toEqual(
    names.map(([, name]) => name.replace(/[\u2068\u2069]/g, '')),
  );
});

test('a tower of marks draws over no other line', async ({ start }) => {
  const towers = [
    `Z${'\u0301\u0302\u0303\u0304'.repeat(50)}`,
    `Z${'\u0323\u0324\u0325\u0326'.repeat(50)}`,
    `ก${'\u0e47\u0e49'.repeat(50)}`,
    'Z\u0489\u20dd\u20de\u20e0',
  ];
  const lineAbove = async (below: string) => {
    const { app, window } = await start(folderWith(['A calm name', below, 'Another calm name']));
    await expect(window.getByRole('option').getByText('Sign-in needed')).toHaveCount(3);
    const lines = ['A calm name', 'Another calm name'].map((name) =>
      window.getByRole('option', { name: new RegExp(`^${name}`) }),
    );
    const drawn = [];
    for (const line of lines) drawn.push((await line.screenshot({ animations: 'disabled' })).toString('base64'));
    await app.close();
    return drawn;
  };
  const calm = await lineAbove('Z');
  expect((await lineAbove('Z')).map((line, at) => line === calm[at])).toEqual([true, true]);
  for (const tower of towers)
    expect((await lineAbove(tower)).map((line, at) => line === calm[at])).toEqual([true, true]);
});

function folderWith(shown: readonly string[]): string {
  const folder = newFolder();
  const connections = shown.map((name, at) => ({
    ...{ id: at.toString(16).padStart(32, '0'), name, kind: 'internal', practice: false, clientId: `tpaAcme${at}` },
    endpoints: fylePresets[0].endpoints,
    authorization: { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true },
  }));
  writeFileSync(join(folder, 'registry.json'), JSON.stringify({ version: 2, connections, orphanedItems: [] }));
  return folder;
}

async function connect(window: Parameters<typeof fill>[0], fyle: MoodyFyle) {
  await openForm(window, 'Internal app');
  const app = { Name: 'Acme Ltd', 'Client ID': 'tpaAcme1234', 'Client secret': SECRET, 'Refresh token': 'a-refresh' };
  await fill(window, app);
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
}
