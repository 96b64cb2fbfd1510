// Does what Electron's default app does, for an Electron that comes without it: `electron [-r <module>]… <folder>`
// starts the app in that folder.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as electron from 'electron';

// Electron's default app calls two methods that the type definitions leave out.
const app = /** @type {Electron.App & { setAppPath(folder: string): void, setVersion(version: string): void }} */ (
  electron.app
);

const words = process.argv.slice(1);
const required = [];
let folder;
for (let index = 0; index < words.length && folder === undefined; index += 1) {
  const word = words[index] ?? '';
  if (word === '-r' || word === '--require') {
    index += 1;
    required.push(words[index] ?? '');
  } else if (!word.startsWith('-')) {
    folder = resolve(word);
  }
}

if (folder === undefined) {
  console.error('No app named. Usage: electron [-r <module>] <folder>');
  app.exit(1);
} else {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  app.setAppPath(folder);
  app.setName(description.productName ?? description.name);
  if (description.version) app.setVersion(description.version);
  app.setDesktopName?.(description.desktopName ?? `${app.getName()}.desktop`);
  // Electron chose the user-data folder by the loader's name, before it knew the app's.
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()));
  }
  const require = createRequire(join(folder, 'package.json'));
  for (const module of required) require(module);
  // Awaited, so that `ready` comes only once the app's modules are loaded, as with Electron's default app.
  await import(pathToFileURL(join(folder, description.main ?? 'index.js')).href);
}
