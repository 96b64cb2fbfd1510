import { fileURLToPath } from 'node:url';
import { runOnDesktop } from './desktop.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run screenshots`: takes the pictures in docs/ again, of the real app.
await runTool(async () => {
  await setUp({ virtualDesktop: true });
  buildApp();
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  return runOnDesktop(process.execPath, [playwright, 'test', '--config', 'tools/screenshots/playwright.config.ts']);
});
