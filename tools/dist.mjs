import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isClipboardClosed } from './clipboardProbe/isClosed.mjs';
import { examinePackage } from './packageContent.mjs';
import { root, run } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { electronProgram, isOfflineElectron } from './setup/electron.mjs';
import { offlineElectron, offlineVersion } from './setup/offlineElectron.mjs';
import { Problem, runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run dist:dir`: packs the app with its fuses set as a folder for this platform, and checks what is in it. An Electron that
// would let sign-in pages read the clipboard is not packed.
await runTool(async () => {
  await setUp({ virtualDesktop: false });
  if (!(await isClipboardClosed(electronProgram())))
    throw new Problem('In this Electron a sign-in page could read the clipboard: it is not packed.');
  buildApp();
  rmSync(join(root, 'out/dist'), { recursive: true, force: true });
  // In CI electron-builder would hard-link files of its cache into the package; setting the fuses would change both.
  process.env.USE_HARD_LINKS = 'false';
  const offline = isOfflineElectron()
    ? [`--config.electronDist=${await offlineElectron()}`, `--config.electronVersion=${offlineVersion}`]
    : [];
  if (offline.length > 0) console.log(`Packing with Electron ${offlineVersion}: to try it out, not for users.`);
  const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));
  const code = run(process.execPath, [builder, '--dir', '--publish', 'never', ...offline]);
  if (code !== 0) throw new Problem('electron-builder failed; its output is above.');
  for (const line of await examinePackage()) console.log(line);
  return 0;
});
