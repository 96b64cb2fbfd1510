import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** Builds the part of the app that renews, with nothing of its windows around it. */
export async function buildKillHarness(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true, external: ['electron', 'keytar'] },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: 'out/test/kill',
      rollupOptions: {
        input: {
          main: join(root, 'test/app/kill/main.ts'),
          keytarHost: join(root, 'main/desktop/keychain/keytarHost.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
}
