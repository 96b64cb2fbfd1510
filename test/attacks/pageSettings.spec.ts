import { expect, test } from '../app/desk.ts';

/** Electron's settings of a page by which it could do more than show itself, and what each must be. */
const SAFE: Readonly<Record<string, unknown>> = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  enableBlinkFeatures: '',
  webviewTag: false,
};

test("every page has Electron's safe settings: the window, the bar and the sign-in page", async ({ desk }) => {
  const { app, window } = desk;
  const first = app.waitForEvent('window', { predicate: (page) => page.url().startsWith('http') });
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  await first;
  const settings = () =>
    app.evaluate(({ webContents }, names) => {
      // Told by Electron itself, for each process that shows a page; the type definitions leave it out.
      type Told = { getLastWebPreferences(): Record<string, unknown> | null };
      const shown = webContents.getAllWebContents().filter(({ debugger: tool }) => !tool.isAttached());
      return shown.map((one) => {
        const all = (one as unknown as Told).getLastWebPreferences() ?? {};
        return { url: one.getURL(), own: Object.fromEntries(names.map((name) => [name, all[name]])) };
      });
    }, Object.keys(SAFE));
  const places = async () => (await settings()).map(({ url }) => /^[a-z]+:\/\/[^/?]+[^?]*/.exec(url)?.[0]).toSorted();
  await expect
    .poll(places)
    .toEqual([
      'app://token-desk/bar.html',
      'app://token-desk/index.html',
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:/),
    ]);
  for (const { url, own } of await settings()) expect({ url, ...own }).toEqual({ url, ...SAFE });
});
