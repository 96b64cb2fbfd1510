import { installElectron } from './setup/electron.mjs';
import { installLibraries } from './setup/libraries.mjs';
import { installPackages } from './setup/packages.mjs';

/** Whether there is a display to open a window on. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Installs what start and test need outside the app and is missing: system libraries, npm packages and Electron. When
 * nothing is missing, this takes a few milliseconds.
 * @param {{ virtualDesktop: boolean }} needs `virtualDesktop`: whether a virtual desktop's programs are needed too
 * @throws {import('./setup/problem.mjs').Problem} when something cannot be installed
 */
export async function setUp(needs) {
  installLibraries(needs);
  installPackages();
  await installElectron();
}
