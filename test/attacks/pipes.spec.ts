import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder } from '../../tools/drive.mjs';
import { expect, test } from '../app/desk.ts';

// The files that Chromium makes in the app's folder: found by replacing each of those of a used folder.
const FILES = ['Preferences', 'Local State', 'Network Persistent State', 'TransportSecurity', 'Trust Tokens', 'DIPS'];
const DEEP = [
  'Local Storage/leveldb/LOG',
  'Session Storage/LOCK',
  'Code Cache/js/index',
  'GPUCache/data_0',
  'DawnGraphiteCache/data_0',
  'Crashpad/client_id',
];

const inPlaceOf = (folder: string, name: string) => {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  return path;
};

for (const name of [...FILES, ...DEEP, 'registry.json', 'preferences.json', 'ledger.jsonl', 'renewals.jsonl']) {
  test(`a pipe in the place of a file holds up neither start nor end: ${name}`, async ({ start }) => {
    const folder = newFolder();
    const path = inPlaceOf(folder, name);
    execFileSync('mkfifo', [path]);
    const { app } = await start(folder);
    expect(existsSync(path) && lstatSync(path).isFIFO()).toBe(false);
    await app.close();
  });
}

for (const [kind, makeTarget] of [
  ['a link to a pipe elsewhere', (path: string) => execFileSync('mkfifo', [path])],
  ['a link to a device without end', (path: string) => symlinkSync('/dev/zero', path)],
] as const) {
  test(`${kind} holds up neither start nor end`, async ({ start }) => {
    const folder = newFolder();
    const target = join(newFolder(), 'target');
    makeTarget(target);
    for (const name of FILES) symlinkSync(target, inPlaceOf(folder, name));
    const { app } = await start(folder);
    await app.close();
  });
}
