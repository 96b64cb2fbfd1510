import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examinePackage } from './packageContent.mjs';
import { root, run } from './run.mjs';
import { buildApp } from './setup/build.mjs';
import { isOfflineElectron } from './setup/electron.mjs';
import { offlineElectron, offlineVersion } from './setup/offlineElectron.mjs';
import { Problem, runTool } from './setup/problem.mjs';
import { setUp } from './setup.mjs';

// `npm run dist:dir`: packs the hardened app as a folder for this platform, and looks whether the right things are in it.
await runTool(async () => {
  await setUp({ virtualDesktop: false });
  buildApp();
  rmSync(join(root, 'out/dist'), { recursive: true, force: true });
  // It would link files of the cache into the package in CI, and setting the fuses would then change the cache.
  process.env.USE_HARD_LINKS = 'false';
  const offline = isOfflineElectron()
    ? [`--config.electronDist=${await offlineElectron()}`, `--config.electronVersion=${offlineVersion}`]
    : [];
  if (offline.length > 0) console.log(`Packing with Electron ${offlineVersion}: for a try, not for users.`);
  const builder = fileURLToPath(import.meta.resolve('electron-builder/cli.js'));
  const code = run(process.execPath, [builder, '--dir', '--publish', 'never', ...offline]);
  if (code !== 0) throw new Problem('electron-builder failed; what it said stands above.');
  for (const line of await examinePackage()) console.log(line);
  return 0;
});
