import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clipboardText, middleClickText } from '../../tools/drive.mjs';
import { announceNotifications, clickTray, notifications, trayItems } from '../../tools/tray.mjs';
import {
  answerConsent,
  commandLines,
  connectPractice,
  deskState,
  expect,
  filesUnder,
  fillInternalApp,
  fillOAuthApp,
  sharedTest,
  test,
} from './desk.ts';

for (const { seconds, tag } of [
  { seconds: 10, tag: [] },
  { seconds: 30, tag: ['@nightly'] },
] as const) {
  test(`the tray copies a fresh token, says until when, and the clipboard is cleared after ${seconds} seconds`, {
    tag: [...tag],
  }, async ({ desk }) => {
    await connectPractice(desk);
    // 30 seconds is what it is without any choice.
    if (seconds < 30)
      await desk.window.evaluate(
        (clipboardSeconds) => globalThis.window.bridge.changeSettings({ clipboardSeconds }),
        seconds,
      );
    const [item] = await trayItems();
    expect(item?.menu.map(({ label, separator }) => (separator ? '-' : label))).toEqual([
      ...['Open Token Desk', '-', 'Copy a token', 'Practice organisation (practice)'],
      ...['-', 'Copy as', '-', 'Pause for an hour', 'Settings…', '-', 'Quit'],
    ]);
    const before = (await notifications()).length;
    const clicked = Date.now();
    await clickTray('Practice organisation (practice)');
    await expect.poll(clipboardText).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await middleClickText()).toBe('');
    const notices = async () => (await notifications()).slice(before).map(({ body }) => body);
    const told = new RegExp(
      `^Practice organisation, valid until (\\d\\d? \\w+, )?\\d\\d?:\\d\\d( [AP]M)?, clipboard clears in ${seconds} s$`,
    );
    await expect.poll(async () => (await notices())[0] ?? '').toMatch(told);
    expect((await notices()).join()).not.toContain(await clipboardText());
    await expect.poll(clipboardText, { timeout: seconds * 1_000 + 10_000 }).toBe('');
    expect(Date.now() - clicked).toBeGreaterThan(seconds * 1_000 - 1_000);
  });
}

sharedTest(
  'a name that runs from right to left turns nothing beside it: in the row, the tray and the notification',
  async ({ desk: { window }, startFyle }) => {
    const fyle = await startFyle();
    await fillInternalApp(window, fyle, '\u202eشركة 7\u202c');
    await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    await expect(window.getByRole('heading', { name: 'شركة 7' })).toBeVisible();
    const row = window.getByRole('option').filter({ hasText: 'شركة 7' }).locator('bdi').first();
    expect(await row.evaluate((name) => [name.textContent, getComputedStyle(name).unicodeBidi])).toEqual([
      'شركة 7',
      'isolate',
    ]);
    const label = '\u2068شركة 7\u2069, Practice organisation (custom)';
    await expect
      .poll(async () => (await trayItems()).flatMap(({ menu }) => menu.map((entry) => entry.label)))
      .toContain(label);
    const before = (await notifications()).length;
    await clickTray(label);
    await expect
      .poll(async () => (await notifications()).slice(before).map(({ body }) => body))
      .toEqual([expect.stringMatching(/^\u2068شركة 7\u2069, valid until /)]);
  },
);

sharedTest(
  'a name in a notification is literal, whether the server reads markup or not',
  async ({ desk, startFyle }) => {
    const fyle = await startFyle();
    const name = 'Tom & <b>Jerry</b>';
    await fillInternalApp(desk.window, fyle, name);
    await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    await expect(desk.window.getByRole('heading', { name })).toBeVisible();
    const label = (await trayItems())[0]?.menu.find((item) => item.label.startsWith('Tom'))?.label ?? '';
    const shown = { plain: ['actions', 'body'], markup: ['actions', 'body', 'body-markup'] };
    for (const capabilities of [shown.markup, shown.plain]) {
      const before = (await notifications()).length;
      await announceNotifications(capabilities);
      await clickTray(label);
      const body = async () => (await notifications())[before]?.body ?? '';
      const literal = capabilities === shown.markup ? 'Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;, valid' : `${name}, valid`;
      await expect.poll(body).toContain(literal);
    }
  },
);

test('what somebody else copied meanwhile is left alone, and quitting clears what is ours', async ({ start }) => {
  const desk = await start();
  await connectPractice(desk);
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await desk.app.evaluate(({ clipboard }) => clipboard.writeText('an invoice number'));
  await desk.window.getByRole('button', { name: 'Clear now' }).click();
  await expect(desk.window.getByText('Clear now')).toBeHidden();
  expect(await clipboardText()).toBe('an invoice number');
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await desk.app.close();
  expect(await clipboardText()).toBe('');
});

sharedTest('a token is copied as other programs take it, marked as a secret, and cleared', async ({ desk }) => {
  const { window } = desk;
  await connectPractice(desk);
  const address = (await deskState(window)).connections[0]?.cluster ?? '';
  await window.getByRole('button', { name: 'Copy as' }).click();
  await window.getByRole('menuitemradio', { name: 'For Excel' }).click();
  await expect.poll(clipboardText).toMatch(/^let$[\s\S]*Authorization = "Bearer eyJ[\s\S]*in\n {4}Profile$/m);
  expect(await clipboardText()).toContain(`"${address}"`);
  const mark = ['-o', '-selection', 'clipboard', '-t', 'x-kde-passwordManagerHint'];
  expect(execFileSync('xclip', mark, { encoding: 'utf8' })).toBe('secret');
  await expect(window.getByText('for Excel copied. Valid until').last()).toBeVisible();
  await window.getByRole('button', { name: 'Clear now' }).click();
  await expect.poll(clipboardText).toBe('');
  await window.keyboard.press('Control+4');
  await expect.poll(clipboardText).toMatch(/^curl /);
  // A shell, and not a reader of shells, asks the practice organisation whose token it is.
  const answer = execFileSync('bash', ['-c', await clipboardText()], { encoding: 'utf8', stdio: 'pipe' });
  expect(JSON.parse(answer)).toMatchObject({ data: { user: { email: 'pat@practice.example' } } });
  await expect(window.getByRole('button', { name: 'Copy curl command' })).toBeVisible();
  await expect(window.getByText('as a curl command from this window')).toBeVisible();
  // The tray's click copies what the button does; under “Copy as” it copies in that form.
  await clickTray('Practice organisation (practice), as a curl command');
  await expect.poll(async () => (await notifications()).at(-1)?.title).toBe('Token copied as a curl command');
  await clickTray('Practice organisation (practice)');
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await expect(window.getByRole('button', { name: 'Copy token' })).toBeVisible();
  // What is no secret takes its place, without the mark, and is not cleared.
  await window.getByRole('button', { name: 'Copy client ID' }).click();
  await expect(window.getByText('Clear now')).toBeHidden();
  expect(await clipboardText()).toBe((await deskState(window)).connections[0]?.clientId);
  expect(execFileSync('xclip', [...mark.slice(0, 4), 'TARGETS'], { encoding: 'utf8' })).not.toContain('kde');
});

sharedTest('the page holds no token until a person reveals it, and masks it again', async ({ desk }) => {
  await connectPractice(desk);
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  const token = await clipboardText();
  expect(JSON.stringify(await deskState(desk.window))).not.toContain(token);
  expect(await desk.window.content()).not.toContain(token);
  await desk.window.getByRole('button', { name: 'Reveal token' }).click();
  await expect(desk.window.getByLabel('Access token of Practice organisation')).toHaveValue(token);
  await desk.window.getByRole('button', { name: 'Hide token' }).click();
  expect(await desk.window.content()).not.toContain(token);
});

sharedTest('a locked screen shows no token, and its clipboard holds none', async ({ desk }) => {
  await connectPractice(desk);
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  await desk.window.getByRole('button', { name: 'Reveal token' }).click();
  const shown = desk.window.getByLabel('Access token of Practice organisation');
  await expect(shown).toBeVisible();
  // A screen saver as GNOME's: it owns the name on this desktop's bus, and sends the signal.
  const script = join(import.meta.dirname, '../unit/desktop/dbus/lockSender.py');
  const bus = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  const saver = spawn('/usr/bin/python3', [script, bus, 'org.gnome.ScreenSaver'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const lines = createInterface(saver.stdout);
    await once(lines, 'line');
    saver.stdin.write('/org/gnome/ScreenSaver org.gnome.ScreenSaver ActiveChanged 1\n');
    await once(lines, 'line');
    await expect(shown).toBeHidden({ timeout: 1_000 });
    await expect.poll(clipboardText).toBe('');
  } finally {
    saver.kill();
  }
});

test('connections come back after a restart with a token at hand, without a sign-in or anybody’s wish', async ({
  start,
}) => {
  const first = await start();
  await connectPractice(first);
  await first.app.close();
  const second = await start(first.folder);
  await expect(second.window.getByText('pat@practice.example')).toBeVisible();
  const token = async () => (await deskState(second.window)).connections[0]?.accessToken;
  await expect.poll(token).toBeDefined();
  expect(((await token())?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(600_000);
  expect(second.app.windows()).toHaveLength(1);
  await second.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
});

test('after a full run no secret stands in the folder, the log, the page or a command line', async ({
  start,
  startFyle,
}) => {
  const secrets = new Set<string>();
  const fyle = await startFyle();
  const desk = await start();
  await fillOAuthApp(desk.window, fyle, 'Acme Ltd');
  await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await answerConsent(desk.app, 'YES');
  await expect(desk.window.getByText('pat@practice.example')).toBeVisible();
  await fillInternalApp(desk.window, fyle, 'Beta GmbH');
  await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(desk.window.getByRole('heading', { name: 'Beta GmbH' })).toBeVisible();
  await desk.window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toMatch(/^eyJ/);
  secrets.add(await clipboardText());
  await desk.window.getByRole('button', { name: 'Renew now' }).click();
  const { refreshToken, clientSecret } = fyle.internalApp;
  for (const secret of [refreshToken, clientSecret, fyle.oauthApp.clientSecret]) secrets.add(secret);
  const shown = `${await desk.window.content()}${JSON.stringify(await deskState(desk.window))}${commandLines()}`;
  await desk.app.close();
  const files = filesUnder(desk.folder);
  expect(files.map(({ file }) => file.replace(`${desk.folder}/`, ''))).toEqual(
    expect.arrayContaining(['registry.json', 'logs/main.log']),
  );
  for (const secret of secrets) {
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
    const found = files.filter(({ bytes }) => forms.some((form) => bytes.includes(form))).map(({ file }) => file);
    expect(found).toEqual([]);
    expect(shown.includes(secret)).toBe(false);
  }
});
