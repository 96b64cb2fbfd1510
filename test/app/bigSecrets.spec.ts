import { randomBytes } from 'node:crypto';
import keytar from 'keytar';
import { sessionBusAddress } from '../../main/desktop/dbus/connection.ts';
import { type Keytar, keytarKeychain } from '../../main/desktop/keychain/keytarKeychain.ts';
import { SecretService } from '../../main/desktop/keychain/secretService.ts';
import { Secret } from '../../main/oauth/secret.ts';
import { place } from '../fakes/keytar.ts';
import { deskState, expect, fill, fillAddresses, openForm, test } from './desk.ts';
import { json } from './moodyFyle.ts';

const service = 'Token Desk (test)';
/** As in the process of its own, whose port is no matter here. */
const calls: Keytar = {
  getPassword: keytar.getPassword,
  setPassword: async (...item) => {
    await keytar.setPassword(...item);
    return keytar.getPassword(item[0], item[1]);
  },
  deletePassword: async (...item) => {
    await keytar.deletePassword(...item);
    return keytar.getPassword(...item);
  },
  restart: () => undefined,
  keepRunning: () => undefined,
};

test('the keyring keeps secrets of every size up to 64 KiB, with whatever is in them', async () => {
  const listeners = { onChange: () => undefined, onOwner: () => undefined, onQuestion: () => undefined };
  const secrets = new SecretService(sessionBusAddress(process.env), listeners);
  const open = () => keytarKeychain(service, calls, secrets);
  const keychain = open();
  const where = place('a');
  const texts = [1, 2_300, 2_400, 2_500, 8_192, 65_536].map((size) =>
    '~"\\'.padEnd(size, '0123456789abcdef').slice(0, size),
  );
  for (const text of [...texts, 'nul\0line\nemoji 🔑 half \ud83d', ...texts.toReversed()]) {
    const grant = { refreshToken: new Secret(text), clientSecret: new Secret(text) };
    expect(await keychain.write(where, grant)).toEqual({ ok: true, value: undefined });
    // As the next start of the app, which tidies up what the last one left.
    await keychain.idle();
    const next = open();
    const read = await next.read(where);
    await next.idle();
    expect(read.ok && read.value?.refreshToken.equals(grant.refreshToken)).toBe(true);
    expect(read.ok && read.value?.clientSecret.equals(grant.clientSecret)).toBe(true);
  }
  expect(await keychain.remove(where)).toEqual({ ok: true, value: undefined });
  expect(await keychain.read(where)).toEqual({ ok: true, value: undefined });
  secrets.close();
});

test('a refresh token of 64 KiB is typed, rotated into another, and good after a restart', { tag: '@nightly' }, async ({
  start,
  moodyFyle: fyle,
}) => {
  // Three bytes make four characters; a value that repeats itself would be asked about.
  const [typed, rotated] = [0, 1].map(() => randomBytes(49_152).toString('base64url')) as [string, string];
  const tokens = { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 3600, refresh_token: rotated };
  fyle.setMood(json(200, tokens));
  const first = await start();
  await openForm(first.window, 'Internal app');
  await fill(first.window, {
    Name: 'Acme Ltd',
    'Client ID': 'client',
    'Client secret': 'secret',
    'Refresh token': typed,
  });
  await fillAddresses(first.window, fyle.endpoints);
  await first.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(first.window.getByText('jane@acme.example')).toBeVisible();
  await first.app.close();
  const { window } = await start(first.folder);
  await expect.poll(async () => (await deskState(window)).connections[0]?.accessToken).toBeTruthy();
  expect(fyle.asked.map(({ body }) => [body.includes(typed), body.includes(rotated)])).toEqual([
    [true, false],
    [false, true],
  ]);
});
