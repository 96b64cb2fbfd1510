import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = join(import.meta.dirname, '../../..');
const out = join(root, 'out/test/popup');

/** Builds the sign-in window with nothing of the app around it: main, the clipboard's thread, the bar's preload and the bar. */
export async function buildHarness(): Promise<void> {
  const quiet: InlineConfig = { configFile: false, logLevel: 'warn', root };
  const node = (entries: readonly string[], format: 'es' | 'cjs', outDir: string): InlineConfig => ({
    ...quiet,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir,
      rollupOptions: {
        input: entries.map((entry) => join(root, entry)),
        output: { format, entryFileNames: format === 'es' ? '[name].js' : '[name].cjs' },
      },
    },
  });
  await build(node(['test/app/harness/main.ts', 'main/desktop/x11/selectionsHost.ts'], 'es', out));
  await build(node(['preload/bar.ts'], 'cjs', join(out, 'preload')));
  await build({
    ...quiet,
    root: join(root, 'renderer'),
    build: {
      target: 'chrome130',
      outDir: join(out, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'renderer/bar.html') },
    },
  });
}
