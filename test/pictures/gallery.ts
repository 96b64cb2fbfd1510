import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page, test as plain } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { hasSandbox } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';

/** 20 November 2026, 14:05:00 UTC: `noon` of the gallery's scenes where the time zone is UTC. */
const noon = Date.UTC(2026, 10, 20, 14, 5);

/**
 * Without a graphics card, without what a screen adds to letters, and in one pixel per pixel, so that two computers draw
 * the same.
 */
const drawn = [
  ...['--disable-gpu', '--disable-lcd-text', '--font-render-hinting=none', '--force-device-scale-factor=1'],
  ...['--force-color-profile=srgb', '--disable-partial-raster', '--disable-skia-runtime-opts'],
];

/** Tests that share one Electron, which shows the gallery as it is now: it is built before. */
export const test = plain.extend<{ readonly page: Page }, { readonly gallery: ElectronApplication }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are needed.
    async ({}, use) => {
      const folder = join(root, 'test/renderer/gallery');
      await build({
        ...{ root: folder, configFile: false, logLevel: 'warn', base: './', plugins: [react()] },
        build: { outDir: join(root, 'out/gallery'), emptyOutDir: true, chunkSizeWarningLimit: 9_000 },
      });
      const app = await electron.launch({
        chromiumSandbox: hasSandbox,
        args: [
          ...drawn,
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          join(import.meta.dirname, 'window'),
          `--user-data-dir=${mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'token-desk-gallery-'))}`,
        ],
        env: { ...process.env, TZ: 'UTC', LANGUAGE: 'en' } as Record<string, string>,
        timezoneId: 'UTC',
      });
      await app.firstWindow();
      await app.context().clock.setFixedTime(noon);
      await app.context().addInitScript(standInForMain);
      await use(app);
      await app.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ gallery }, use) => use(await gallery.firstWindow()),
});

/** What main would tell the bar of the sign-in window: the state and the language that stand in its address. */
function standInForMain(): void {
  const asked = new URLSearchParams(window.location.search);
  const state = asked.get('state');
  if (state === null) return;
  const quiet = async () => null;
  Object.assign(window, {
    bar: {
      ...{ back: quiet, reload: quiet, retry: quiet, signIn: quiet, openInBrowser: quiet, answer: quiet },
      state: async () => JSON.parse(state),
      onState: () => () => undefined,
    },
  });
  // Main writes it into the page's address too late for a script here.
  document.addEventListener('readystatechange', () =>
    document.documentElement.setAttribute('lang', asked.get('language') ?? 'en'),
  );
}
