import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runOnDesktop } from './desktop.mjs';
import { fewColours } from './fewColours.mjs';
import { root } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run screens`: takes those pictures in docs/screens again that no longer are what the window shows; with
// `-- --all` every one.
const changed = process.argv.includes('--all') ? 'all' : 'changed';
await runTool(async () => {
  await setUp({ virtualDesktop: true });
  buildApp();
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const words = [playwright, 'test', '--project=pictures', `--update-snapshots=${changed}`];
  const code = await runOnDesktop(process.execPath, words);
  const folder = join(root, 'docs/screens');
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const smaller = fewColours(readFileSync(file));
    if (smaller !== undefined) writeFileSync(file, smaller);
  }
  return code;
});
