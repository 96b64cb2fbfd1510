import { runOnDesktop } from './desktop.mjs';
import { buildApp } from './setup/build.mjs';
import { runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run demo`: the app's main job in the real app, against the practice organisation, on a virtual desktop.
await runTool(async () => {
  await setUp({ virtualDesktop: true });
  buildApp();
  return runOnDesktop(process.execPath, ['tools/demo/mainJob.mjs']);
});
