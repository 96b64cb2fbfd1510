import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { aboutFiles } from './tools/aboutFiles.mjs';

/** What judges passphrases. */
const judge = ['core', 'language-common', 'language-de', 'language-en'].map((part) => `@zxcvbn-ts/${part}`);

/** Compiled for the oldest Electron that must run it: 33 (Node 20.18, Chromium 130). */
export default defineConfig({
  main: {
    plugins: [aboutFiles()],
    build: {
      target: 'node20.18',
      minify: true,
      // The dictionaries that judge passphrases, which a thread reads when somebody chooses one.
      chunkSizeWarningLimit: 2_600,
      outDir: 'out/app/main',
      license: { fileName: 'licences.json' },
      externalizeDeps: { exclude: ['electron-store', 'conf', 'oauth4webapi', 'zod', 'electron-log', 'ics', ...judge] },
      rollupOptions: {
        // Electron's own: files without its view into packages.
        external: ['original-fs'],
        input: {
          main: 'main/main.ts',
          guessabilityHost: 'main/desktop/passphrase/guessabilityHost.ts',
          ledgerHost: 'main/desktop/ledger/ledgerHost.ts',
          keytarHost: 'main/desktop/keychain/keytarHost.ts',
          selectionsHost: 'main/desktop/x11/selectionsHost.ts',
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/app/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: 'preload/preload.ts', bar: 'preload/bar.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      target: 'chrome130',
      minify: true,
      // One file for the window, of which V8 keeps the compiled code: parts that load later would make each screen wait.
      chunkSizeWarningLimit: 900,
      outDir: 'out/app/renderer',
      license: { fileName: 'licences.json' },
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: 'renderer/index.html', bar: 'renderer/bar.html' } },
    },
    plugins: [react()],
  },
});
