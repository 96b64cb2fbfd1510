import { installElectron } from './setup/electron.mjs';
import { installLibraries } from './setup/libraries.mjs';
import { installPackages } from './setup/packages.mjs';

/** Whether this session has a screen to open a window on. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Brings everything that start and test need outside the app, on a bare machine too; done already, it costs a few milliseconds.
 * @param {{ virtualDesktop: boolean }} needs `virtualDesktop`: the libraries for a screen of our own too
 * @throws {import('./setup/problem.mjs').Problem} when something cannot be had
 */
export async function setUp(needs) {
  installLibraries(needs);
  installPackages();
  await installElectron();
}
