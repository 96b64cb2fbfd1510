import { type Dirent, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { orUndefined } from '../../result.ts';

/**
 * Removes each pipe and device that stands in the place of a file in the app's folder, and each link to one: Chromium opens
 * some of its files on the main thread, and would wait for a writer for ever (`Preferences`, `Network Persistent State`).
 * A pipe holds nothing that could be lost. Other files, folders, sockets and links stay.
 * @param folder the user-data folder, before Chromium has opened anything there
 * @returns how many were removed
 */
export function removePipes(folder: string): number {
  const all = orUndefined(() => readdirSync(folder, { recursive: true, withFileTypes: true })) ?? [];
  return all.filter((entry) => isPipe(entry) && orUndefined(() => rmSync(pathOf(entry))) === undefined).length;
}

function isPipe(entry: Dirent): boolean {
  // A link that leads nowhere, as Chromium's own lock does, has no target.
  const found = entry.isSymbolicLink() ? orUndefined(() => statSync(pathOf(entry))) : entry;
  return found !== undefined && (found.isFIFO() || found.isCharacterDevice() || found.isBlockDevice());
}

function pathOf({ parentPath, name }: Dirent): string {
  return join(parentPath, name);
}
