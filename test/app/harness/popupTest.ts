import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, expect, type Page, type PlaywrightWorkerArgs } from '@playwright/test';
import type { SignInPage } from '../../../main/connections/model/ports.ts';
import { hasSandbox } from '../../../tools/drive.mjs';
import { root } from '../../../tools/run.mjs';
import { WITHOUT_GPU } from '../desk.ts';
import { buildHarness } from './build.ts';
import type { LoadDeadline, Outcome } from './main.ts';
import { type Provider, type RedirectHost, startProvider, startRedirectHost } from './servers.ts';

/** The sign-in window in real Electron, with a provider to show and a redirect host that must hear nothing. */
export interface Popup {
  readonly app: ElectronApplication;
  readonly provider: Provider;
  readonly redirectHost: RedirectHost;
  /** Opens the provider's page at a path; `redirectUri` is the redirect host's `/cb` unless told. */
  readonly begin: (path: string, more?: Partial<SignInPage> & { readonly deadline?: LoadDeadline }) => Promise<void>;
  /** Lets a deadline `by hand` pass. */
  readonly passDeadline: () => Promise<void>;
  /** How the attempt that began last ended, once it has. */
  readonly outcome: () => Promise<Outcome>;
  readonly abort: () => Promise<void>;
  /** Closes the window as the person does by its title bar. */
  readonly closeWindow: () => Promise<void>;
  /** Waits until nothing of the last attempt is left. */
  readonly idle: () => Promise<void>;
  /** The bar's document. */
  readonly bar: () => Promise<Page>;
  /** The provider's page, once it is on screen and Electron knows it. */
  readonly page: () => Promise<Page>;
  /** Clicks in the provider's page, in whichever frame it stands, and does not wait for what comes of it. */
  readonly press: (selector: string) => Promise<void>;
  /** Runs a script in the first window's page as if a person had clicked: past Playwright, which waits while a page is on its way elsewhere. */
  readonly run: (script: string) => Promise<unknown>;
  /** How many documents Electron holds, the window behind included, but not the one that keeps file dialogs away. */
  readonly documents: () => Promise<number>;
}

/** Builds the sign-in window with nothing of the app around it, and starts it in real Electron. */
export async function launchHarness(
  playwright: PlaywrightWorkerArgs['playwright'],
): Promise<{ readonly app: ElectronApplication; readonly close: () => Promise<void> }> {
  await buildHarness();
  const userData = await mkdtemp(join(tmpdir(), 'token-desk-popup-'));
  // Chromium's sandbox refuses to run as root; a person's Electron keeps it.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await playwright._electron.launch({
    chromiumSandbox: hasSandbox,
    args: [
      ...['-r', join(root, 'tools/plainChromium.cjs')],
      import.meta.dirname,
      `--user-data-dir=${userData}`,
      '--use-fake-device-for-media-stream',
      ...WITHOUT_GPU,
      ...sandbox,
    ],
  });
  await expect.poll(() => app.evaluate(() => 'harness' in globalThis)).toBe(true);
  return {
    app,
    close: async () => {
      await app.close();
      await rm(userData, { recursive: true });
    },
  };
}

/** Playwright's `test` with `popup`: one Electron for all tests of a worker, one attempt for each. */
export const test = base.extend<{ readonly popup: Popup }, { readonly running: Popup }>({
  running: [
    async ({ playwright }, use) => {
      const { app, close } = await launchHarness(playwright);
      const [provider, redirectHost] = await Promise.all([startProvider(), startRedirectHost()]);
      await use(popupOf(app, provider, redirectHost));
      await Promise.all([close(), provider.close(), redirectHost.close()]);
    },
    { scope: 'worker' },
  ],
  popup: async ({ running }, use) => {
    running.redirectHost.forget();
    await use(running);
    await running.abort();
    await running.idle();
    expect(await running.app.evaluate(() => globalThis.harness.uncaught.splice(0))).toEqual([]);
  },
});

const isPage = (address: string) => address.startsWith('http');
const isBar = (address: string) => address.startsWith('app://token-desk/bar.html');

function popupOf(app: ElectronApplication, provider: Provider, redirectHost: RedirectHost): Popup {
  const find = async (isIt: (address: string) => boolean): Promise<Page> => {
    const look = () => app.windows().find((page) => isIt(page.url()));
    await expect.poll(() => look() !== undefined, { intervals: [20] }).toBe(true);
    const found = look();
    if (found === undefined) throw new Error('it is gone again');
    return found;
  };
  const documents = () =>
    app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter(({ debugger: tool }) => !tool.isAttached()).length,
    );
  const page = async () => {
    const found = await find(isPage);
    // Playwright hears of a page from its renderer, earlier than Electron: until then Electron has the empty one before it.
    const isThere = () =>
      app.evaluate(({ webContents }) =>
        webContents.getAllWebContents().some(({ mainFrame }) => mainFrame.url.startsWith('http')),
      );
    await expect.poll(isThere, { intervals: [20] }).toBe(true);
    return found;
  };
  const press = async (selector: string) => {
    const shown = await page();
    const holds = async () => {
      for (const frame of shown.frames()) if ((await frame.locator(selector).count()) > 0) return frame;
      return undefined;
    };
    await expect.poll(async () => (await holds()) !== undefined, { intervals: [20] }).toBe(true);
    // The click ends the window, and with it the answer that Playwright waits for.
    await (await holds())?.click(selector, { noWaitAfter: true }).catch(() => undefined);
  };
  const run = async (script: string) => {
    await page();
    return app.evaluate(async ({ webContents }, code) => {
      const pages = webContents.getAllWebContents().filter(({ mainFrame }) => mainFrame.url.startsWith('http'));
      const [shown] = pages.sort((one, other) => one.id - other.id);
      if (shown === undefined) throw new Error('the page is gone again');
      // By the frame: the page's own method waits for a load to end.
      return shown.mainFrame.executeJavaScript(code, true);
    }, script);
  };
  return {
    app,
    provider,
    redirectHost,
    begin: (path, { deadline, ...more } = {}) =>
      app.evaluate((_electron, [page, limit]) => globalThis.harness.begin(page, limit), [
        {
          url: new URL(path, provider.origin).href,
          redirectUri: `${redirectHost.origin}/cb`,
          state: 'of-this-attempt',
          practice: false,
          title: 'Acme Ltd',
          ...more,
        },
        deadline,
      ] as const),
    outcome: () => app.evaluate(() => globalThis.harness.outcome()),
    closeWindow: () =>
      app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) if (window.getParentWindow()) window.close();
      }),
    idle: async () => {
      await app.evaluate(() => globalThis.harness.idle());
      // Playwright hears later than Electron that a page is gone; the next attempt must not find this one's.
      const left = () => app.windows().map((page) => page.url());
      await expect
        .poll(() => left().filter((address) => isPage(address) || isBar(address)), { intervals: [20] })
        .toEqual([]);
    },
    abort: () => app.evaluate(() => globalThis.harness.abort()),
    passDeadline: () => app.evaluate(() => globalThis.harness.passDeadline()),
    bar: () => find(isBar),
    page,
    press,
    run,
    documents,
  };
}
