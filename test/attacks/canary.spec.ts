import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { clipboardText, middleClickText } from '../../tools/drive.mjs';
import { clickTray, notifications, trayItems } from '../../tools/tray.mjs';
import {
  commandLines,
  type Desk,
  deskState,
  expect,
  filesUnder,
  fill,
  fillAddresses,
  openForm,
  test,
} from '../app/desk.ts';
import { json, listen, type Mood, type MoodyFyle } from '../app/moodyFyle.ts';
import { encodingsOf } from './encodings.ts';

// Secrets that nothing else looks like are put wherever the app takes one, and then looked for everywhere, encoded too.

const TYPED = {
  oauth: 'canary~oauth-secret+1/Zq7',
  internal: 'canary~internal-secret+2/Xw8',
  refresh: 'canary~pasted-refresh+3/Vb9',
};

/** A provider whose every answer brings new tokens, and all that it has issued. */
function rotating(): { readonly mood: Mood; readonly issued: readonly string[] } {
  const issued: string[] = [];
  const issue = (kind: string) => {
    issued.push(`canary~${kind}+${issued.length}/${'Kj4'.repeat(8)}`);
    return issued.at(-1);
  };
  const mood: Mood = (...sent) => {
    const tokens = { access_token: issue('access'), refresh_token: issue('refresh') };
    json(200, { ...tokens, token_type: 'Bearer', expires_in: 3600 })(...sent);
  };
  return { mood, issued };
}

/** A refusal that repeats what it was sent, in clear and encoded. */
const echoing: Mood = (response, request) => {
  const all = Object.values(TYPED);
  const said = [...all, ...all.map((one) => Buffer.from(one).toString('base64')), ...all.map(encodeURIComponent)];
  json(400, { error: 'invalid_grant', error_description: said.join(' '), message: said.join(' ') })(response, request);
};

/** The environments of all processes, as far as this user may read them. */
function environments(): string {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const read = (id: string) => {
    try {
      return readFileSync(`/proc/${id}/environ`, 'utf8');
    } catch {
      // Another user's, or it has ended.
      return '';
    }
  };
  return ids.map(read).join('\n');
}

/** All that anybody could read of the running app, and of its page while no token is revealed. */
async function everythingOf({ app, window }: Desk): Promise<string> {
  const titles = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()));
  const stored = window.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  const shown = [await window.content(), await stored, await deskState(window), await titles];
  const outside = [await notifications(), await trayItems(), await clipboardText(), await middleClickText()];
  return [JSON.stringify([shown, outside]), ...shown.map(String), commandLines(), environments()].join('\n');
}

async function connect({ window }: Desk, fyle: MoodyFyle): Promise<void> {
  await openForm(window, 'OAuth 2.0 app');
  const redirect = { 'Redirect URI': 'http://127.0.0.1:8123/callback' };
  await fill(window, { Name: 'Acme', 'Client ID': 'client', 'Client secret': TYPED.oauth, ...redirect });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByRole('heading', { name: 'Acme' })).toBeVisible();
  await openForm(window, 'Internal app');
  await fill(window, { Name: 'Beta', 'Client ID': 'another-client', 'Client secret': TYPED.internal });
  await fill(window, { 'Refresh token': TYPED.refresh });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByRole('heading', { name: 'Beta' })).toBeVisible();
}

test('no secret is anywhere but where it belongs, in ten encodings', async ({ desk, moodyFyle: fyle }) => {
  const { window } = desk;
  const { mood, issued } = rotating();
  fyle.setMood(mood);
  let heard = '';
  const foreign = createServer((socket) => socket.on('data', (bytes) => (heard += bytes.toString('latin1'))));
  const port = await listen(foreign as never);
  await connect(desk, fyle);

  // Each way in which a secret is used, and each in which it could go astray.
  await window.getByRole('button', { name: 'Copy token' }).click();
  await expect.poll(clipboardText).toContain('canary~access');
  await window.getByRole('button', { name: 'Clear now' }).click();
  await clickTray('Acme, Acme Ltd (custom)');
  await expect.poll(clipboardText).toContain('canary~access');
  await window.getByRole('button', { name: 'Reveal' }).click();
  await expect(window.getByText(/canary~access/)).toBeVisible();
  await window.getByRole('button', { name: 'Hide' }).click();
  await window.getByRole('button', { name: 'Clear now' }).click();
  for (const astray of [
    json(307, {}, { location: `http://127.0.0.1:${port}/` }),
    json(
      200,
      { access_token: 'x', refresh: `http://127.0.0.1:${port}/` },
      { refresh: `0;url=http://127.0.0.1:${port}/` },
    ),
    echoing,
  ]) {
    fyle.setMood(astray);
    await window.getByRole('button', { name: 'Renew now' }).click();
    await expect(window.getByRole('button', { name: 'Renew now' })).toBeEnabled();
  }
  expect(issued.length).toBeGreaterThan(3);
  const running = await everythingOf(desk);
  const ended = once(desk.app.process(), 'exit');
  desk.app.process().kill('SIGSEGV');
  await ended;

  const places: readonly (readonly [string, Buffer])[] = [
    ['the running app', Buffer.from(running)],
    ['a foreign listener', Buffer.from(heard, 'latin1')],
    ['clipboard and selection after a crash', Buffer.from(`${await clipboardText()}${await middleClickText()}`)],
    ...filesUnder(desk.folder).map(({ file, bytes }) => [file, bytes] as const),
  ];
  const secrets = [...Object.values(TYPED), ...issued];
  const found = places.flatMap(([place, bytes]) =>
    secrets
      .filter((secret) => encodingsOf(secret).some((form) => bytes.includes(form)))
      .map((secret) => [place, secret]),
  );
  foreign.close();
  // It was looked where it should be.
  for (const name of ['registry.json', 'logs/main.log'])
    expect(places.map(([place]) => place)).toContain(join(desk.folder, name));
  expect(running).toContain('Acme');
  expect(found).toEqual([]);
});

test('a canary is found in each encoding in which it is looked for', () => {
  const forms = encodingsOf(TYPED.oauth);
  expect(forms.length).toBeGreaterThan(9);
  for (const form of forms) expect(Buffer.concat([Buffer.from('before'), form]).includes(form)).toBe(true);
  for (const before of ['', 'a', 'ab', 'abc']) {
    const text = Buffer.from(`${before}${TYPED.oauth}z`);
    for (const form of [text.toString('base64'), text.toString('base64url')])
      expect(forms.some((one) => form.includes(one.toString()))).toBe(true);
  }
});
