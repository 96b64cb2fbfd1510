import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Called by electron-builder when it has packed the app and before it signs: writes down the SHA-256 of the app's own
 * files, which the app compares with at each start (`main/desktop/files/ownFiles.ts`).
 * @param {import('electron-builder').AfterPackContext} context
 */
export function afterPack({ packager, appOutDir }) {
  const resources = packager.getResourcesDir(appOutDir);
  const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, withFileTypes: true })
    // On macOS the signature goes into the native modules, after this, and protects them.
    .filter((entry) => entry.isFile() && !(packager.platform.name === 'mac' && entry.name.endsWith('.node')))
    .map((entry) => relative(resources, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const hashes = ['app.asar', ...unpacked.sort()].map((name) => [name, sha256(join(resources, name))]);
  writeFileSync(join(resources, 'hashes.json'), `${JSON.stringify(Object.fromEntries(hashes), undefined, 2)}\n`);
}

/** @param {string} path */
function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
