import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { Practice } from '../../main/practice/practice.ts';
import {
  answerConsent,
  connectPractice,
  type Desk,
  expect,
  fill,
  fillInternalApp,
  fillOAuthApp,
  openForm,
  test,
} from '../../test/app/desk.ts';
import { openDesk, signInPage } from '../drive.mjs';
import { root } from '../run.mjs';

const people = [
  { organisationName: 'Acme Ltd', userName: 'Jane Doe', email: 'jane@acme.example', organisationId: 'or7Acme' },
  { organisationName: 'Beta GmbH', userName: 'Uwe Braun', email: 'uwe@beta.example', organisationId: 'or3Beta' },
  { organisationName: 'Northwind', userName: 'Sam Poe', email: 'sam@northwind.example', organisationId: 'orNorth' },
  { organisationName: 'Orchard Audit', userName: 'Mia Lund', email: 'mia@orchard.example', organisationId: 'orOrch4' },
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('first run, adding, the desk and a failure', async ({ desk, startFyle }) => {
      const { window } = desk;
      const picture = (name: string) =>
        window.screenshot({ path: join(root, `docs/${name}-${colorScheme}.png`), animations: 'disabled' });
      await picture('first-run');
      await openForm(window, 'OAuth 2.0 app');
      await fill(window, { Name: 'Acme Ltd', 'Client ID': 'tpaZ3kQ9w2x81Q', 'Client secret': 'tpaZ3kQ9w2x81Q' });
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByText(/This is the client ID again/)).toBeVisible();
      await picture('add');
      await window.keyboard.press('Escape');
      await window.getByRole('button', { name: 'Leave' }).click();
      await connectPractice(desk);
      const fyles: Practice[] = [];
      for (const person of people) {
        const fyle = await startFyle({ person });
        fyles.push(fyle);
        await connect(desk, fyle, person.organisationName);
      }
      await window.getByRole('button', { name: 'Copy token' }).click();
      await expect(window.getByText('Clear now')).toBeVisible();
      await picture('desk');
      await window.getByRole('button', { name: 'Clear now' }).click();
      fyles[2]?.pretend('sign-in-ended');
      await window.getByText('Northwind').first().click();
      await window.getByRole('button', { name: 'Renew now' }).click();
      await expect(window.getByText('Fyle no longer accepts this sign-in')).toBeVisible();
      await picture('failure');
      await window.getByRole('button', { name: 'Settings' }).click();
      await picture('settings');
      await window.getByRole('button', { name: 'Forget everything on this computer' }).click();
      await expect(window.getByText('Goes for good')).toBeVisible();
      await picture('forget');
      await window.getByRole('button', { name: 'Keep everything' }).click();
      await window.keyboard.press('Escape');
      await window.setViewportSize({ width: 720, height: 520 });
      await picture('narrow');
    });

    test('a computer without a keychain', async () => {
      const { app, window } = await openDesk({ env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' }, colorScheme });
      await window.getByRole('button', { name: 'Use a passphrase' }).click();
      await expect(window.getByLabel('Repeat passphrase', { exact: true })).toBeVisible();
      await window.screenshot({ path: join(root, `docs/passphrase-${colorScheme}.png`), animations: 'disabled' });
      await app.close();
    });

    test('the sign-in window with its bar', async ({ desk, startFyle }) => {
      await fillOAuthApp(desk.window, await startFyle({ person: people[0] }), 'Acme Ltd');
      await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      const page = await signInPage(desk.app);
      await page.getByRole('button', { name: 'YES' }).waitFor();
      await page.emulateMedia({ colorScheme });
      const file = join(root, `docs/sign-in-${colorScheme}.png`);
      await expect.poll(() => pictureOfWindow(desk.app, 'Sign in', file)).toBe(true);
    });
  });
}

async function connect({ app, window }: Desk, fyle: Practice, name: string) {
  if (name === 'Beta GmbH') await fillOAuthApp(window, fyle, `${name}, payroll`);
  else await fillInternalApp(window, fyle, name);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  if (name === 'Beta GmbH') await answerConsent(app, 'YES');
  await expect(window.getByRole('heading', { name }).first()).toBeVisible();
}

/** Writes a picture of a window with all its views, cut out of the screen's; false while there is no such window. */
async function pictureOfWindow(app: ElectronApplication, title: string, file: string): Promise<boolean> {
  const png = await app.evaluate(async ({ BrowserWindow, desktopCapturer, screen }, wanted) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.getTitle().startsWith(wanted));
    const [source] = await desktopCapturer.getSources({
      types: ['screen'],
      thumbnailSize: screen.getPrimaryDisplay().size,
    });
    if (window === undefined || source === undefined) return undefined;
    return source.thumbnail.crop(window.getContentBounds()).toPNG().toString('base64');
  }, title);
  if (png === undefined) return false;
  writeFileSync(file, Buffer.from(png, 'base64'));
  return true;
}
