import { existsSync } from 'node:fs';

/** Every Flatpak sandbox has it. @see https://docs.flatpak.org/en/latest/sandbox-permissions.html */
const FLATPAK = '/.flatpak-info';

/**
 * Whether this program runs in the sandbox of Flatpak or Snap. Programs that a snap starts inherit its variables, so the
 * program must lie in the snap.
 * @param program its path
 */
export function isConfined({ SNAP }: NodeJS.ProcessEnv, program: string, flatpak = FLATPAK): boolean {
  return existsSync(flatpak) || (SNAP !== undefined && SNAP !== '' && program.startsWith(`${SNAP}/`));
}
