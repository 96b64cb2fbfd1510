import { runOnDesktop } from './desktop.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run bench`: the built app against a bare Electron window, in alternating pairs on the virtual desktop. `-- --json` ends with one object.
await runTool(async () => {
  await setUp({ virtualDesktop: true });
  buildApp();
  return runOnDesktop(process.execPath, ['tools/bench/run.mjs', ...process.argv.slice(2)]);
});
