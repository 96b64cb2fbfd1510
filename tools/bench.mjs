import { runOnDesktop } from './desktop.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run bench`: measures the built app and a bare Electron window in turn, on a virtual desktop. With `-- --json`
// the last line is one JSON object.
await runTool(async () => {
  await setUp({ virtualDesktop: true });
  buildApp();
  return runOnDesktop(process.execPath, ['tools/bench/run.mjs', ...process.argv.slice(2)]);
});
