import type { Page } from '@playwright/test';
import { deskState, expect, fill, fillInternalApp, test } from '../app/desk.ts';
import { measureMain } from '../app/harness/measureMain.ts';

/** Main's longest stop by anything that the page sends, milliseconds. */
const LONGEST_STOP = 100;
const NO_KEYCHAIN = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };

/** What a person types. Five of each kind: main takes six passphrases a minute. */
const GUESSABLE = {
  blanks: [' '.repeat(12), '\u00a0'.repeat(12), '\u3000'.repeat(12), '\u200b'.repeat(12), `correct${' '.repeat(12)}`],
  'one letter': ['aaaaaaaaaaaa', 'äääääääääääää', '🔑'.repeat(12), '000000000000', 'aaaaaaaaaaab'],
  'a word again and again': ['passwordpassword', 'hello hello hello', 'deskdeskdesk', 'пароль пароль', 'abababababab'],
  'letters and digits in a row': ['123456789012', '987654321098', 'abcdefghijkl', 'a b c d e f g', '112233445566'],
  'a walk on the keyboard': ['qwertyuiopas', 'qwertzuiopü+', 'azertyuiopqs', 'йцукенгшщзхъ', '1qaz2wsx3edc'],
  'a password that many have': [
    'iloveyouiloveyou',
    'P@ssw0rd1234',
    'Passwort1234',
    'letmeinletmein',
    'p-a-s-s-w-o-r-d',
  ],
  'letters that only look otherwise': [
    'ｐａｓｓｗｏｒｄ１２３４',
    '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝𝟏𝟐𝟑𝟒',
    'pässwörd1234',
    'p\u200bassword1234',
    'ⓟⓐⓢⓢⓦⓞⓡⓓ①②③④',
  ],
  'a date': ['19.04.1978 12', '01/02/2003 04', '31 December 2026', 'Sommer2026!!', '19780419 19780419'],
  'our own words': ['tokendesk2026', 'fyle token desk', 'fylefylefyle', 'Fyle-Token-2026', 'passphrase passphrase'],
  'famous words': [
    'correct horse battery',
    'correct horse battery staple',
    'to be or not to be',
    'The quick brown fox',
    'once upon a time',
  ],
} as const;

async function openCreation(window: Page) {
  await expect.poll(async () => (await deskState(window)).mayCreateVault).toBe(true);
  await window.getByRole('button', { name: 'Use a passphrase' }).click();
}

/** Types a passphrase twice and presses the button; waits until main has answered. */
async function set(window: Page, passphrase: string) {
  const button = window.getByRole('button', { name: 'Set passphrase' });
  await fill(window, { Passphrase: passphrase, 'Repeat passphrase': passphrase });
  await expect(window.getByText('This is easy to guess')).toBeHidden();
  await button.click();
}

for (const [kind, passphrases] of Object.entries(GUESSABLE)) {
  test(`a passphrase of ${kind} makes no vault`, async ({ start }) => {
    const { window } = await start(undefined, NO_KEYCHAIN);
    await openCreation(window);
    for (const passphrase of passphrases) {
      await set(window, passphrase);
      await expect(window.getByText('This is easy to guess'), passphrase).toBeVisible();
    }
    expect((await deskState(window)).keychain).toBe('absent');
  });
}

test('a passphrase of the person’s own names makes no vault', async ({ start, startFyle }) => {
  const fyle = await startFyle();
  const { window } = await start(undefined, NO_KEYCHAIN);
  await fillInternalApp(window, fyle, 'Zylvarq Holdings');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect.poll(async () => (await deskState(window)).connections[0]?.profile !== undefined).toBe(true);
  await openCreation(window);
  for (const passphrase of ['Zylvarq Holdings', 'zylvarqholdings', 'ZylvarqHoldings1']) {
    await set(window, passphrase);
    await expect(window.getByText('This is easy to guess'), passphrase).toBeVisible();
  }
});

test('passphrases that are hard to judge cost main no time', async ({ start }) => {
  const { app, window } = await start(undefined, NO_KEYCHAIN);
  await openCreation(window);
  const measured = await measureMain(app);
  const guessable = window.getByText('This is easy to guess');
  for (const part of ['p@55w0rd', 'aA1!', '1234567890', '!@#$%^&*()']) {
    await set(window, part.repeat(1_000).slice(0, 1_000));
    await expect(guessable).toBeVisible();
  }
  await set(window, '4@8({[</369&#!1/|0$5+7%2/'.repeat(40));
  await expect.poll(async () => (await deskState(window)).keychain).toBe('vault-open');
  expect((await measured.end()).stoodStill).toBeLessThan(LONGEST_STOP);
});
