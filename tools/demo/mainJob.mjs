import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clipboardText, openDesk, signInPage } from '../drive.mjs';
import { root } from '../run.mjs';
import { clickTray, notifications } from '../tray.mjs';

// Each step checks its result, from outside the app if possible, and takes a picture. The last line is a JSON object.
const pictures = join(root, 'out/demo');
const patience = 45_000;
const begun = Date.now();
/** @type {Record<string, unknown>} */
const seen = {};
let number = 0;

rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });

try {
  const { app, window } = await openDesk();
  try {
    await mainJob(app, window);
  } finally {
    await app.close();
  }
} catch (error) {
  seen.reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  process.exitCode = 1;
}
seen.durationMs = Date.now() - begun;
console.log(JSON.stringify(seen));

/**
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {import('@playwright/test').Page} window
 */
async function mainJob(app, window) {
  seen.electron = await app.evaluate(() => process.versions.electron);
  await step('The first page', window);

  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  const page = await signInPage(app);
  await page.getByRole('button', { name: 'YES' }).waitFor();
  await step('The sign-in window asks', page);
  const gone = page.waitForEvent('close');
  await page.getByRole('button', { name: 'YES' }).click();
  await gone;
  seen.popupRedirect = true;

  const name = 'Practice organisation';
  await window.getByRole('heading', { name }).first().waitFor();
  seen.connected = true;
  const whose = window.getByText(/\S+@\S+/).first();
  await whose.waitFor();
  seen.profile = (await whose.innerText()).replace(/\s+/g, ' ');
  await step('Connected: the account, and how long token and sign-in last', window);

  const before = await tokenTimes(window);
  await window.getByRole('button', { name: 'Renew now' }).click();
  await until('a renewed token', async () => (await tokenTimes(window)) > before);
  seen.renewed = true;
  await step('Renewed', window);

  await clickTray(`${name} (practice)`);
  await until('the token on the clipboard', async () => (await clipboardText()).length > 40);
  const last = async () => (await notifications()).at(-1)?.body;
  // It comes after the token.
  await until('a notification', async () => (await last()) !== undefined);
  const body = await last();
  if (!body?.startsWith(`${name}, valid until `)) throw new Error(`the notification says "${body}"`);
  seen.trayCopied = true;
  seen.notice = body;
  await window
    .getByText(/copied/)
    .first()
    .waitFor();
  await step(`Copied from the tray: ${body}`, window);

  await until('an empty clipboard', async () => (await clipboardText()) === '');
  seen.clipboardCleared = true;
  await step('The clipboard is empty again', window);
}

/**
 * When the first connection's token was issued, as the app reports it, Unix milliseconds; 0 without a token.
 * @param {import('@playwright/test').Page} window
 */
async function tokenTimes(window) {
  return window.evaluate(async () => {
    const reply = await globalThis.window.bridge.desk();
    return reply.ok ? (reply.value.connections[0]?.accessToken?.issuedAt ?? 0) : 0;
  });
}

/**
 * Waits until a condition holds, at most 45 s.
 * @param {string} what names it in the error @param {() => Promise<boolean>} holds
 */
async function until(what, holds) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${patience / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Takes a page's picture and prints the step. @param {string} what @param {import('@playwright/test').Page} page */
async function step(what, page) {
  number += 1;
  const file = `${number}-${what.toLowerCase().split(/[:,]/)[0]?.replaceAll(' ', '-')}.png`;
  await page.screenshot({ path: join(pictures, file), animations: 'disabled' });
  console.log(`${number}. ${what}  (out/demo/${file})`);
}
