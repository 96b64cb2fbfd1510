import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { root } from '../../../tools/run.mjs';

/** The worlds in which Electron runs a preload, and Chromium the page's own scripts. */
const WORLDS = { preload: 999, page: 0 };

/** What came of an attack. `stoodStill`: the longest that main's loop did, milliseconds. `ended`: how often the page was. */
export interface Attacked {
  readonly answer: unknown;
  readonly stoodStill: number;
  readonly ended: number;
}

/** A window of the app in whose process an attacker runs. */
export interface TakenOver {
  /** Runs a script that has `door`, Electron's own `ipcRenderer`, and gives the text that it gives, or `ended` when its page was; in the page's own world it has the bridge. */
  readonly attack: (script: string, world?: keyof typeof WORLDS) => Promise<Attacked>;
  /** What the page says on top, once it has main's answer: Playwright sees nothing of a page that was ended once. */
  readonly heading: () => Promise<unknown>;
}

/** Takes over the page of the first window: it is loaded anew with a preload beside ours that has no bounds. */
export async function takeOver(app: ElectronApplication): Promise<TakenOver> {
  await app.evaluate(
    async ({ BrowserWindow, session }, filePath) => {
      const { defaultSession } = session;
      // The name of a later Electron, in which the other is gone.
      const register = Reflect.get(defaultSession, 'registerPreloadScript');
      if (typeof register === 'function') register.call(defaultSession, { type: 'frame', filePath });
      else defaultSession.setPreloads([filePath]);
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(undefined)));
      contents?.reload();
      await loaded;
    },
    join(root, 'test/app/harness/takenOverPreload.cjs'),
  );
  return {
    attack: (script, world = 'preload') =>
      app.evaluate(
        async ({ BrowserWindow }, { code, world }) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          if (contents === undefined) throw new Error('no window');
          let stoodStill = 0;
          let last = performance.now();
          const beat = setInterval(() => {
            const now = performance.now();
            stoodStill = Math.max(stoodStill, now - last);
            last = now;
          }, 10);
          let ended = 0;
          const count = () => {
            ended += 1;
          };
          contents.on('render-process-gone', count);
          const gone = new Promise<string>((resolve) => {
            const tellLoaded = () => contents.once('did-finish-load', () => resolve('ended'));
            contents.once('render-process-gone', tellLoaded);
          });
          const answer = await Promise.race([contents.executeJavaScriptInIsolatedWorld(world, [{ code }]), gone]);
          // What main still has to do for it is done, and the last beat is counted.
          await new Promise((resolve) => setTimeout(resolve, 250));
          clearInterval(beat);
          contents.off('render-process-gone', count);
          return { answer, stoodStill, ended };
        },
        { code: script, world: WORLDS[world] },
      ),
    heading: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`new Promise((resolve) => {
          const look = () => {
            const heading = document.querySelector('main:not([aria-busy]) h1')?.textContent;
            if (heading) resolve(heading);
            else requestAnimationFrame(look);
          };
          look();
        })`),
      ),
  };
}
