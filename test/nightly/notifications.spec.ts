import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchNameOwner } from '../../main/desktop/dbus/nameOwner.ts';
import { newFolder } from '../../tools/drive.mjs';
import { startSessionBus } from '../../tools/sessionBus.mjs';
import { expect, fill, fillAddresses, openForm, test } from '../app/desk.ts';
import { json } from '../app/moodyFyle.ts';

const NAME = '<b>A & B</b> "C" &amp; شرکت 😀';
/** A token so short that it is renewed within seconds. */
const short = json(200, { access_token: 'a-short-token', token_type: 'Bearer', expires_in: 8 });

/** The real dunst on a session bus of its own, and what it has drawn: Pango's markup as text. */
async function startDunst(markup: 'full' | 'no') {
  const configuration = join(newFolder(), 'dunstrc');
  writeFileSync(configuration, `[global]\nmarkup = ${markup}\nformat = "%s\\n%b"\n`);
  const bus = await startSessionBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  const dunst = spawn('dunst', ['-conf', configuration, '-print'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(dunst, 'exit');
  let printed = '';
  dunst.stdout.setEncoding('utf8').on('data', (part: string) => {
    printed += part;
  });
  await new Promise<void>((resolve) => {
    const end = watchNameOwner('org.freedesktop.Notifications', bus.address, (isOwned) => {
      if (!isOwned) return;
      end();
      resolve();
    });
  });
  return {
    env,
    drawn: () => {
      const [, formatted = ''] = printed.match(/^\s*formatted: '(.*?)'$/ms) ?? [];
      const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
      return formatted
        .replace(/<[^>]*>/g, '')
        .replace(/&(\w+);/g, (reference, name: string) => characters[name] ?? reference);
    },
    close: async () => {
      dunst.kill();
      await ended;
      await bus.stop();
    },
  };
}

for (const markup of ['full', 'no'] as const) {
  test(`dunst draws a name as it is, with markup = ${markup}`, async ({ start, moodyFyle }) => {
    const dunst = await startDunst(markup);
    try {
      const { app, window } = await start(newFolder(), dunst.env);
      moodyFyle.setMood(short);
      await openForm(window, 'Internal app');
      const client = { 'Client ID': 'an-id', 'Client secret': 'a-secret', 'Refresh token': 'a-refresh-token' };
      await fill(window, { Name: NAME, ...client });
      await fillAddresses(window, moodyFyle.endpoints);
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByRole('heading', { name: NAME })).toBeVisible();
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
      moodyFyle.setMood(json(400, { error: 'invalid_grant' }));
      const words = `\u2068${NAME}\u2069 needs a new sign-in. Click to open Token Desk.`;
      await expect.poll(dunst.drawn).toBe(`Sign-in needed\n${words}`);
    } finally {
      await dunst.close();
    }
  });
}
