import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskRegistry } from '../../../../main/desktop/files/registry.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, namesIn } from './diskFolder.ts';
import { ACME, acme, BOTH, empty, gone, NEWER, setAsideIn, table, textOf } from './registryRows.ts';

describe('a registry that somebody else puts in the place of ours while the app runs', () => {
  /** A registry that a running app has written before. */
  function running() {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write({ ...table, connections: [acme] });
    return { folder, registry };
  }

  it('is not written over when a newer version wrote it, which is told', () => {
    const { folder, registry } = running();
    writeFileSync(join(folder, 'registry.json'), NEWER);
    for (const _ of ['first', 'second']) {
      expect(registry.write(table)).toEqual(fail({ code: 'not-saved', reason: 'newer' }));
    }
    expect([registry.notice, registry.isWhole, registry.read().connections]).toEqual(['registry-newer', false, [acme]]);
    expect(textOf(folder)).toBe(NEWER);
    expect(namesIn(folder)).toEqual(['registry.json', 'registry.last-good.json']);
    // Forgetting everything includes this file.
    expect(registry.forget([])).toEqual(ok(undefined));
    expect([namesIn(folder), registry.write(table), registry.notice]).toEqual([[], ok(undefined), undefined]);
  });

  it.each([
    ['an older copy', ACME.replace(acme.name, 'Older')],
    ['half of it', BOTH.slice(0, 200)],
    ['nothing', ''],
    ['another program’s', '{"theme":"dark"}'],
  ])('is kept beside it: %s', (_name, content) => {
    const { folder, registry } = running();
    writeFileSync(join(folder, 'registry.json'), content);
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(registry.write({ ...table, orphanedItems: [] })).toEqual(ok(undefined));
    expect(setAsideIn(folder)).toEqual([content]);
    expect(diskRegistry(folder)).toMatchObject({ notice: undefined, isWhole: true });
  });

  it('is kept beside it when there was none before', () => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    writeFileSync(join(folder, 'registry.json'), BOTH);
    expect(registry.write(empty)).toEqual(ok(undefined));
    expect(setAsideIn(folder)).toEqual([BOTH]);
  });

  it('is kept no more than once, however often the disk takes nothing after it', () => {
    const { folder, registry } = running();
    writeFileSync(join(folder, 'registry.json'), BOTH);
    // A file too large to be read back is refused, as on a full disk.
    const huge = { ...table, connections: [{ ...acme, clientId: 'x'.repeat(33 * 1024 * 1024) }] };
    for (let times = 0; times < 7; times += 1) {
      expect(registry.write(huge)).toEqual(fail({ code: 'not-saved', reason: 'EFBIG' }));
    }
    expect(setAsideIn(folder)).toEqual([BOTH]);
    expect(textOf(folder)).toBe(BOTH);
  });

  it('is not taken for another because the app itself has written it, or it was only looked at', () => {
    const folder = folderWith({ 'registry.json': ACME, 'registry.last-good.json': ACME });
    const registry = diskRegistry(folder);
    for (const next of [table, empty, table]) registry.write(next);
    registry.forget([gone]);
    registry.write(table);
    expect(namesIn(folder)).toEqual(['registry.json', 'registry.last-good.json']);
  });
});
