import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { hasSandbox } from '../drive.mjs';
import { root } from '../run.mjs';

/**
 * Whether sign-in pages read no clipboard in an Electron: it runs, and a page with their settings tries it.
 * @param {string} program Electron's, an absolute path
 * @param {readonly string[]} [switches]
 */
export async function isClipboardClosed(program, switches = []) {
  const folder = join(root, 'tools/clipboardProbe');
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: join(folder, 'main.ts'),
      target: 'node20.18',
      outDir: join(root, 'out/test/clipboardProbe'),
    },
  });
  const userData = mkdtempSync(join(tmpdir(), 'token-desk-probe-'));
  // Without a screen: it shows nothing.
  const platform = process.platform === 'linux' ? ['--ozone-platform=headless', '--disable-gpu'] : [];
  const words = [
    folder,
    `--user-data-dir=${userData}`,
    ...platform,
    ...(hasSandbox ? [] : ['--no-sandbox']),
    ...switches,
  ];
  const { status } = spawnSync(program, words, { timeout: 60_000, stdio: 'ignore' });
  rmSync(userData, { recursive: true, force: true, maxRetries: 10 });
  return status === 0;
}
