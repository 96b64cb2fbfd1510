import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** What is shipped and is no module of the bundles, of which Vite writes the licences itself. */
const beside = ['electron', 'keytar', '@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];

/**
 * Has the build ship what the app says of itself: the licences of what stands beside its modules, in the form of Vite's
 * own file, and the changelog.
 * @returns {import('vite').Plugin}
 */
export function aboutFiles() {
  return {
    name: 'about-files',
    generateBundle() {
      const licences = JSON.stringify(beside.map(licenceOf), undefined, 2);
      this.emitFile({ type: 'asset', fileName: 'licencesBeside.json', source: licences });
      this.emitFile({ type: 'asset', fileName: 'changelog.txt', source: readFileSync(join(root, 'CHANGELOG.md')) });
    },
  };
}

/** @param {string} dependency as package.json names it, which may be another name than the package's own */
function licenceOf(dependency) {
  const folder = join(root, 'node_modules', dependency);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${dependency} has no licence`);
  return { name, version, identifier: license, text: readFileSync(join(folder, file), 'utf8').trim() };
}
