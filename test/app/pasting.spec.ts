import type { ElectronApplication, Page } from '@playwright/test';
import { clipboardText, copyOutside } from '../../tools/drive.mjs';
import { connectPractice, expect, fill, fillInternalApp, openForm, sharedTest as test } from './desk.ts';
import { rightClick } from './rightClick.ts';

const WRAPPED = 'one\r\n   two\n\tthree\r\n';

const WAYS: Readonly<Record<string, (app: ElectronApplication, window: Page) => Promise<void>>> = {
  'by Ctrl+V': (_app, window) => window.keyboard.press('Control+V'),
  'by the Edit menu': (app) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.paste()),
  // With main's own call for a program that is slow to give its text, and for the middle button.
  'by main itself': (app) =>
    app.evaluate(({ BrowserWindow }, text) => BrowserWindow.getAllWindows()[0]?.webContents.insertText(text), WRAPPED),
};

for (const [name, paste] of Object.entries(WAYS)) {
  test(`a credential that is pasted ${name} loses its line breaks, at the caret, and can be taken back`, async ({
    desk: { app, window },
  }) => {
    await openForm(window, 'Internal app');
    await copyOutside(WRAPPED);
    // By the keys into each kind of field; the other ways come to the same place in main.
    const labels = name === 'by Ctrl+V' ? ['Client ID', 'Refresh token', 'Client secret'] : ['Refresh token'];
    for (const label of labels) {
      const input = window.getByLabel(label, { exact: true });
      await input.click();
      await window.keyboard.type('begin-old-end');
      for (let left = 0; left < 4; left += 1) await window.keyboard.press('ArrowLeft');
      for (let left = 0; left < 3; left += 1) await window.keyboard.press('Shift+ArrowLeft');
      await paste(app, window);
      await expect(input).toHaveValue('begin-onetwothree-end');
      await window.keyboard.press('Control+Z');
      await expect(input).toHaveValue('begin-old-end');
      await window.keyboard.press('Control+Shift+Z');
      await window.keyboard.type('!');
      await expect(input).toHaveValue('begin-onetwothree!-end');
    }
  });
}

test('the buttons of the form paste what was copied elsewhere, and copy the redirect URI', async ({
  desk: { window },
}) => {
  await openForm(window, 'OAuth 2.0 app');
  await copyOutside('Client Id: tpaZ3kQ9w2x81Q\nClient Secret: bkZ-8fJ2_qLw93XyTn4v\nPIN: 1234');
  await window.getByRole('button', { name: /Paste both at once/ }).click();
  await expect(window.getByLabel('Client ID', { exact: true })).toHaveValue('tpaZ3kQ9w2x81Q');
  await expect(window.getByLabel('Client secret', { exact: true })).toHaveValue('bkZ-8fJ2_qLw93XyTn4v');
  await copyOutside('  "tpaOther12345"\n');
  await window.getByRole('button', { name: 'Paste client ID' }).click();
  await expect(window.getByLabel('Client ID', { exact: true })).toHaveValue('tpaOther12345');
  const uri = await window.getByLabel('Redirect URI', { exact: true }).inputValue();
  await window.getByRole('button', { name: 'Copy redirect URI' }).click();
  await expect.poll(clipboardText).toBe(uri);
});

test('a name keeps the gap where a line broke', async ({ desk: { window } }) => {
  await openForm(window, 'Internal app');
  await copyOutside('Acme Ltd\nGermany');
  await window.getByLabel('Name', { exact: true }).click();
  await window.keyboard.press('Control+V');
  await expect(window.getByLabel('Name', { exact: true })).toHaveValue('Acme Ltd Germany');
});

test('a refresh token that a mail has wrapped and quoted signs in; a gap in a line and a token for an hour are told', async ({
  desk: { window },
  startFyle,
}) => {
  const fyle = await startFyle();
  await fillInternalApp(window, fyle, 'Acme Ltd');
  const { refreshToken } = fyle.internalApp;
  const input = window.getByLabel('Refresh token', { exact: true });
  const connect = window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ });

  await fill(window, { 'Refresh token': '' });
  await copyOutside(`${refreshToken.slice(0, 30)} ${refreshToken.slice(30)}`);
  await input.click();
  await window.keyboard.press('Control+V');
  // Main pastes, once the program that has the text has answered.
  await expect(input).not.toHaveValue('');
  await connect.click();
  await expect(window.getByText('There is a space inside')).toBeVisible();

  await fill(window, { 'Refresh token': '' });
  const claims = { iat: 1_785_747_600, exp: 1_785_751_200, roles: '["ADMIN"]' };
  await copyOutside(
    `Bearer ${refreshToken.split('.')[0]}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`,
  );
  await input.click();
  await window.keyboard.press('Control+V');
  // Main pastes, once the program that has the text has answered.
  await expect(input).not.toHaveValue('');
  await connect.click();
  await expect(window.getByText('This access token ends after an hour.')).toBeVisible();

  await fill(window, { 'Refresh token': '' });
  await copyOutside(`> Refresh Token:\r\n> "${refreshToken.slice(0, 30)}=\r\n> ${refreshToken.slice(30)}".\r\n`);
  await input.click();
  await window.keyboard.press('Control+V');
  // Main pastes, once the program that has the text has answered.
  await expect(input).not.toHaveValue('');
  await connect.click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
});

test('a right click offers in each field what can be done there, and does it', async ({ desk: { app, window } }) => {
  await openForm(window, 'Internal app');
  const name = window.getByLabel('Name', { exact: true });
  const secret = window.getByLabel('Client secret', { exact: true });
  await copyOutside('Acme Ltd');
  expect(await rightClick(app, name, 'Paste')).toEqual(['Cut (off)', 'Copy (off)', 'Paste', '-', 'Select all (off)']);
  await expect(name).toHaveValue('Acme Ltd');
  await name.selectText();
  expect(await rightClick(app, name)).toEqual(['Cut', 'Copy', 'Paste', '-', 'Select all']);
  await secret.fill('a-secret');
  await secret.selectText();
  // What is masked is not copied.
  expect(await rightClick(app, secret)).toEqual(['Cut (off)', 'Copy (off)', 'Paste', '-', 'Select all']);
  expect(await rightClick(app, window.getByRole('heading').first())).toEqual([]);
});

test('a right click on the revealed token copies it as the button does', async ({ desk }) => {
  const { app, window } = desk;
  await connectPractice(desk);
  await window.getByRole('button', { name: 'Reveal token' }).click();
  const token = window.getByLabel('Access token of Practice organisation');
  expect(await rightClick(app, token)).toEqual(['Copy (off)', '-', 'Select all']);
  await token.selectText();
  expect(await rightClick(app, token, 'Copy')).toEqual(['Copy', '-', 'Select all']);
  // By main, which clears it again.
  await expect(window.getByRole('button', { name: 'Clear now' })).toBeVisible();
});
