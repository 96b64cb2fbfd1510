import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Practice } from '../../main/practice/practice.ts';
import { clipboardText, newFolder, signInPage } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import { type Desk, deskState, expect, fill, fillOAuthApp, test } from './desk.ts';

// Signing in in the person's own browser. Playwright has none here: a program in its place writes down what it is to open.

const PORT = 17_199;
const LOOPBACK = `http://localhost:${PORT}/callback`;
const ELSEWHERE = 'https://acme.example/callback';

/** Programs by which the system opens a browser, or says that it has none. */
function browserPrograms() {
  const folder = join(newFolder(), 'bin');
  mkdirSync(folder);
  const [log, name] = [join(folder, 'opened'), join(folder, 'default')];
  const program = (file: string, line: string) => {
    writeFileSync(join(folder, file), `#!/bin/sh\n${line}\n`);
    chmodSync(join(folder, file), 0o755);
  };
  program('xdg-open', `echo "$1" >> '${log}'`);
  program('xdg-mime', `cat '${name}'`);
  writeFileSync(log, '');
  const setDefault = (text: string) => writeFileSync(name, text);
  setDefault('some-browser.desktop\n');
  const opened = () => readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { env: { PATH: `${folder}${delimiter}${process.env.PATH}`, BROWSER: '' }, opened, setDefault };
}

async function connect({ window }: Desk, fyle: Practice, redirectUri: string) {
  await fillOAuthApp(window, fyle, 'Acme Ltd', '2026');
  await fill(window, { 'Redirect URI': redirectUri });
  await window.getByText('This server supports PKCE').click();
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
}

/** Consents at the page with this address, as its own script does, and gives where the browser is sent. */
async function consent(fyle: Practice, address: string): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: fyle.origin };
  const asked = `${fyle.origin}/practice/consent${new URL(address).search}`;
  const answer = await fetch(asked, { method: 'POST', headers, body: JSON.stringify({ answer: 'yes' }) });
  return (await answer.json()).location;
}

const progress = (window: Page) => window.getByRole('region', { name: 'Sign-in in progress' });

test('a sign-in goes on in the person’s own browser, from the bar and from the window, and ends there', async ({
  start,
  startFyle,
}) => {
  const { env, opened, setDefault } = browserPrograms();
  const fyle = await startFyle({ demandsPkce: true, redirectUris: [LOOPBACK, ELSEWHERE] });
  const desk = await start(undefined, env);
  const { app, window } = desk;

  await test.step('from the bar, with a listener for the answer', async () => {
    await connect(desk, fyle, LOOPBACK);
    const inWindow = (await signInPage(app)).url();
    const bar = await signInPage(app, (url) => url.endsWith('/bar.html'));
    // The press closes the page that it happens in, often before Playwright has heard of its end.
    await bar
      .getByRole('button', { name: 'Open in my browser' })
      .click()
      .catch(() => undefined);
    await expect(progress(window)).toContainText('Token Desk then goes on automatically.');
    expect(opened()).toEqual([inWindow]);
    expect(app.windows()).toEqual([window]);
    expect(await axeViolations(window)).toEqual([]);
    expect((await fetch(`${LOOPBACK}?code=of-somebody&state=guessed`)).status).toBe(404);
    const answer = await fetch(await consent(fyle, inWindow));
    expect(await answer.text()).toContain('Go back to Token Desk');
    await expect(window.getByText('pat@practice.example')).toBeVisible();
    await expect(progress(window)).toBeHidden();
    await expect(fetch(LOOPBACK)).rejects.toThrow();
  });

  await test.step('from the window, and back by the address that the browser ended up at', async () => {
    await connect(desk, fyle, ELSEWHERE);
    await signInPage(app);
    await progress(window).getByRole('button', { name: 'Open in my browser' }).click();
    await expect.poll(() => opened().length).toBe(2);
    const field = window.getByLabel('Address where your browser ended up');
    await field.fill(opened()[1] ?? '');
    await field.press('Enter');
    await expect(progress(window)).toContainText('This is still the address of the sign-in page.');
    expect(await axeViolations(window)).toEqual([]);
    await field.fill(await consent(fyle, opened()[1] ?? ''));
    await window.getByRole('button', { name: 'Use this address' }).click();
    await expect(progress(window)).toBeHidden();
    await expect
      .poll(async () => (await deskState(window)).connections.map(({ status }) => status))
      .toEqual(['ready', 'ready']);
    // The same account by the same app as in the first step.
    await window.getByRole('button', { name: 'Add anyway' }).click();
  });

  await test.step('not while another program would get the answer', async () => {
    const other = createServer().listen(PORT, '127.0.0.1');
    await connect(desk, fyle, LOOPBACK);
    await signInPage(app);
    await progress(window).getByRole('button', { name: 'Open in my browser' }).click();
    await expect(progress(window)).toContainText(`another program on this computer uses port ${PORT}`);
    expect(opened()).toHaveLength(2);
    await new Promise((resolve) => other.close(resolve));
    setDefault('');
    await progress(window).getByRole('button', { name: 'Open again' }).click();
    await expect(progress(window)).toContainText('No browser could be opened. Copy the address');
    await progress(window).getByRole('button', { name: 'Copy the address' }).click();
    await expect.poll(clipboardText).toContain('code_challenge=');
    await progress(window).getByRole('button', { name: 'Cancel' }).click();
    await expect(progress(window)).toBeHidden();
    await expect(fetch(LOOPBACK)).rejects.toThrow();
  });
});
