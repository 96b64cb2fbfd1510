import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { type Practice, type PracticeOptions, startPractice } from '../../main/practice/practice.ts';
import type { DeskState } from '../../preload/contract.ts';
import { hasSandbox, launchArguments, newFolder, openDesk, signInPage } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { type MoodyFyle, startMoodyFyle } from './moodyFyle.ts';

/** The running app, its window, and the folder it remembers in. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly window: Page;
  readonly folder: string;
}

/** The app that the tests of this worker share, while it runs. */
interface Kept {
  desk?: Desk | undefined;
}

interface Fixtures {
  /** Starts the app; it is ended with the test. With a folder, it is the app of an earlier start; `env` goes over this process'. */
  readonly start: (folder?: string, env?: NodeJS.ProcessEnv) => Promise<Desk>;
  readonly desk: Desk;
  /** Ends the shared app: a desktop has one tray and one clipboard. */
  readonly byItself: undefined;
}

interface Fyles {
  /** Starts a Fyle of one's own on loopback; it is ended with the test. */
  readonly startFyle: (options?: PracticeOptions) => Promise<Practice>;
  /** A Fyle that answers as it is told; it is ended with the test. */
  readonly moodyFyle: MoodyFyle;
}

/**
 * A virtual desktop has no GPU. Without this switch Chromium learns that at each start, from a process that fails; the
 * tests that call `openDesk` themselves go that way.
 */
export const WITHOUT_GPU = ['--disable-gpu'];

/**
 * Without a GPU the processor draws each picture of a transition, a tenth of its work in these tests. So by day the app
 * runs for somebody who wants less motion; the nightly has it in full.
 */
const STILL = process.env.TOKEN_DESK_MOTION === 'full' ? [] : ['--force-prefers-reduced-motion'];

const fyles = base.extend<Fyles, { readonly kept: Kept }>({
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
    async ({}, use) => {
      const kept: Kept = {};
      await use(kept);
      await kept.desk?.app.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  startFyle: async ({}, use) => {
    const open: Practice[] = [];
    await use(async (options = {}) => {
      const fyle = await startPractice(options);
      open.push(fyle);
      return fyle;
    });
    for (const fyle of open) await fyle.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  moodyFyle: async ({}, use) => {
    const fyle = await startMoodyFyle();
    await use(fyle);
    await fyle.close();
  },
});

/** A test of the real app: it is started as a person starts it, on a folder of its own. */
export const test = fyles.extend<Fixtures>({
  byItself: [
    async ({ kept }, use) => {
      await kept.desk?.app.close();
      kept.desk = undefined;
      await use(undefined);
    },
    { auto: true },
  ],
  start: async ({ colorScheme }, use) => {
    const open = new Set<ChildProcess>();
    await use(async (folder = newFolder(), env = {}) => {
      const scheme = colorScheme === 'dark' ? 'dark' : 'light';
      const desk = await openDesk({ folder, env, colorScheme: scheme, switches: [...WITHOUT_GPU, ...STILL] });
      const process = desk.app.process();
      open.add(process);
      process.on('exit', () => open.delete(process));
      return desk;
    });
    for (const process of open) await endProcess(process);
  },
  desk: async ({ start }, use) => {
    await use(await start());
  },
});

/**
 * A test of an app that other tests use too, because a start takes as long as many of them: for those that leave nothing
 * but connections and the size of the window. Each begins as after a first start.
 */
export const sharedTest = fyles.extend<Pick<Fixtures, 'desk'>>({
  desk: async ({ kept }, use) => {
    kept.desk ??= await openDesk({ switches: [...WITHOUT_GPU, ...STILL] });
    const { window } = kept.desk;
    await window.setViewportSize({ width: 1100, height: 720 });
    await use(kept.desk);
    const forgotten = await window.evaluate(() => globalThis.window.bridge.forgetEverything());
    expect(forgotten).toEqual({ ok: true, value: null });
    await window.reload();
    await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  },
});

export { expect };

/** Ends the app by a signal, as the end of a session does: a quit would ask about a sign-in that is only in memory. */
export async function endProcess(process: ChildProcess) {
  const ended = once(process, 'exit');
  process.kill('SIGTERM');
  await ended;
}

/** Quits while something is typed, and says that it may be lost. */
export async function quitAnyway({ app, window }: Pick<Desk, 'app' | 'window'>) {
  const ended = app.waitForEvent('close');
  await app.evaluate(({ app: electron }) => electron.quit());
  await window.getByRole('button', { name: 'Quit anyway' }).click();
  await ended;
}

/**
 * Starts the app without its window, as the system does when a person logs in; `env` goes over this process'. Not without
 * GPU: on Wayland it depends on that whether a window appears.
 */
export function launchHidden(env: NodeJS.ProcessEnv = {}, folder = newFolder()): Promise<ElectronApplication> {
  const entries = Object.entries({ ...process.env, ...env });
  return _electron.launch({
    chromiumSandbox: hasSandbox,
    args: [...launchArguments(folder), '--hidden'],
    cwd: root,
    env: Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  });
}

/** Opens the form of a new connection and fills in an internal app of that Fyle. */
export async function fillInternalApp(
  window: Page,
  fyle: Practice,
  name: string,
  generation: '2021' | '2026' = '2021',
) {
  await openForm(window, 'Internal app');
  const { clientId, clientSecret, refreshToken } = fyle.internalApp;
  await fill(window, {
    Name: name,
    'Client ID': clientId,
    'Client secret': clientSecret,
    'Refresh token': refreshToken,
  });
  await fillAddresses(window, fyle.endpoints[generation]);
}

/** Opens the form of a new connection and fills in an OAuth 2.0 app of that Fyle. */
export async function fillOAuthApp(window: Page, fyle: Practice, name: string, generation: '2021' | '2026' = '2021') {
  await openForm(window, 'OAuth 2.0 app');
  const { clientId, clientSecret, redirectUri } = fyle.oauthApp;
  await fill(window, { Name: name, 'Client ID': clientId, 'Client secret': clientSecret, 'Redirect URI': redirectUri });
  await fillAddresses(window, fyle.endpoints[generation]);
}

/** Opens the form and chooses the kind of app. */
export async function openForm(window: Page, kind: 'Internal app' | 'OAuth 2.0 app') {
  await window.getByRole('button', { name: 'Add connection' }).click();
  await window
    .getByRole('button', { name: kind === 'Internal app' ? /^A refresh token/ : /^Only a client ID/ })
    .click();
}

/** Types into the fields by their labels. */
export async function fill(window: Page, values: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(values)) await window.getByLabel(label, { exact: true }).fill(value);
}

/** Unfolds the addresses and types them, as for staging. */
export async function fillAddresses(
  window: Page,
  endpoints: { authorization: string; token: string; cluster: string },
) {
  await window.getByRole('button', { name: /^Which Fyle address/ }).click();
  await window.getByRole('button', { name: 'Addresses', exact: true }).click();
  await fill(window, {
    'Sign-in page': endpoints.authorization,
    'Token address': endpoints.token,
    'Data address': endpoints.cluster,
  });
}

/** Goes by the settings to the question before everything is forgotten. */
export async function askToForget(window: Page) {
  await window.getByRole('button', { name: 'Settings' }).click();
  await window.getByRole('button', { name: 'Forget everything on this computer' }).click();
}

/** Connects the practice organisation from the first page, as a person does. */
export async function connectPractice({ app, window }: Desk) {
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  await answerConsent(app, 'YES');
  await expect(window.getByText('pat@practice.example')).toBeVisible();
}

/** Presses a button of the consent page and waits until the sign-in window is gone. */
export async function answerConsent(app: ElectronApplication, button: 'YES' | 'CANCEL') {
  const page = await signInPage(app);
  const gone = page.waitForEvent('close');
  await page.getByRole('button', { name: button }).click();
  await gone;
}

/** The whole state, by the window's own door. */
export async function deskState(window: Page): Promise<DeskState> {
  const reply = await window.evaluate(() => globalThis.window.bridge.desk());
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

/** Every file under a folder with its bytes, for looking what was written down. */
export function filesUnder(folder: string): readonly { readonly file: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, bytes: readFileSync(file) }));
}

/** The command lines of all running processes, as any user of the computer can list them. */
export function commandLines(): string {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
}

/** Chooses an entry of “More actions” that begins with these words. */
export async function chooseMore(window: Page, words: string): Promise<void> {
  await window.getByRole('button', { name: 'More actions' }).click();
  await window.getByRole('menuitem', { name: words }).click();
}
