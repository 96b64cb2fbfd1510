import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskRegistry } from '../../../../main/desktop/files/registry.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, namesIn } from './diskFolder.ts';
import { acme, BOTH, bare, empty, gone, NEWER, table } from './registryRows.ts';

describe('the places that a registry names', () => {
  const { id: _i, ...noId } = acme;
  const idOf = (letter: string) => letter.repeat(32);
  const fileOf = (...connections: readonly object[]) =>
    JSON.stringify({ version: 2, connections, orphanedItems: [gone] });

  it('are those of every file, of rows that are damaged elsewhere too, each alone', () => {
    const registry = diskRegistry(
      folderWith({
        'registry.json': fileOf({ ...acme, kind: 'saml' }, bare),
        'registry.last-good.json': fileOf({ ...acme, id: idOf('d'), authorization: null }),
        'registry.unreadable-7.json': fileOf({ ...bare, id: idOf('e'), secret: 's' }),
        'registry.unreadable-8.json': '{"connections":[',
        'other.json': fileOf({ ...bare, id: idOf('f') }),
      }),
    );
    const { practice, endpoints } = acme;
    const named = ['a', 'b', 'd', 'e'].map((letter) => ({ id: idOf(letter), practice, endpoints }));
    expect(registry.places()).toEqual(expect.arrayContaining([...named, gone]));
    expect(new Set(registry.places().map(({ id }) => id)).size).toBe(5);
  });

  it.each([
    ['no id', noId],
    ['an id that is none', { ...acme, id: 'x' }],
    ['no practice', { ...acme, practice: 'no' }],
    ['no endpoints', { ...acme, endpoints: { token: 'https://a.example' } }],
    ['nothing', []],
  ])('are none where a row has %s, or there is no folder', (_name, row) => {
    const folder = folderWith({ 'registry.json': JSON.stringify({ version: 2, connections: [row] }) });
    const registry = diskRegistry(folder);
    expect(registry.places()).toEqual([]);
    renameSync(folder, `${folder}2`);
    expect(registry.places()).toEqual([]);
    renameSync(`${folder}2`, folder);
  });
});

describe('forgetting the registry', () => {
  it.each([
    ['whole', BOTH],
    ['damaged', BOTH.slice(0, 99)],
    ['newer', NEWER],
  ])('leaves nothing of it on disk, and it can be begun anew: %s', (_name, content) => {
    const folder = folderWith({
      'registry.json': content,
      'registry.last-good.json': BOTH,
      'registry.unreadable-7-2.json': BOTH,
      'preferences.json': '{}',
    });
    const registry = diskRegistry(folder);
    writeFileSync(join(folder, 'registry.json.tmp-1'), BOTH);
    expect(registry.forget([])).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['preferences.json']);
    expect([registry.read(), registry.notice]).toEqual([empty, undefined]);
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(diskRegistry(folder).read()).toEqual(table);
  });

  it('keeps the orphanedItems that there still are, and nothing else', () => {
    const folder = folderWith({
      'registry.json': BOTH,
      'registry.last-good.json': BOTH,
      'registry.unreadable-7.json': BOTH,
    });
    const registry = diskRegistry(folder);
    expect(registry.forget([gone])).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['registry.json']);
    expect(readFileSync(join(folder, 'registry.json'), 'utf8')).not.toContain('Acme');
    expect([registry.read(), diskRegistry(folder).read()]).toEqual(
      Array.from({ length: 2 }, () => ({ connections: [], orphanedItems: [gone] })),
    );
  });

  it('takes the copy first, which would bring everything back when the app is killed between', async () => {
    const folder = folderWith({ 'registry.json': BOTH, 'registry.last-good.json': BOTH });
    const registry = diskRegistry(folder);
    const events = watch(folder)[Symbol.asyncIterator]();
    const first = events.next();
    registry.forget([]);
    const gone = [await first, await events.next()].map(({ value }) => value?.filename);
    await events.return?.();
    expect(gone).toEqual(['registry.last-good.json', 'registry.json']);
  });

  it('tells when something of it is still there', () => {
    const folder = folderWith({ 'registry.json': BOTH });
    const registry = diskRegistry(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(registry.forget([])).toEqual(fail({ code: 'not-saved', reason: 'ENOTDIR' }));
  });
});
