import { run } from './run.mjs';
import { runApp } from './runApp.mjs';
import { buildApp } from './setup/build.mjs';
import { electronProgram } from './setup/electron.mjs';
import { runTool } from './setup/problem.mjs';
import { hasDisplay, setUp } from './setup.mjs';

// `npm start`: installs what is missing, builds the app and opens it. Without a display it runs the demo instead.
await runTool(async () => {
  const display = hasDisplay();
  await setUp({ virtualDesktop: !display });
  buildApp();
  return display ? openApp(process.argv.slice(2)) : showDemo();
});

/** @param {readonly string[]} args */
function openApp(args) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) console.log('You are root, and Chromium has no sandbox for root: starting with --no-sandbox.');
  return runApp(electronProgram(), [...(isRoot ? ['--no-sandbox'] : []), '.', ...args]);
}

function showDemo() {
  console.log('There is no display here: running the demo on a virtual one instead.');
  const code = run(process.execPath, ['tools/demo.mjs']);
  if (code === 0) console.log('The screenshots are in out/demo/.');
  return code;
}
