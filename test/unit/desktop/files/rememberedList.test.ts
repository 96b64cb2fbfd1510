import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPreferences, readPreferences } from '../../../../main/desktop/files/preferences.ts';
import { ListMemory, type RememberedList, readRememberedList } from '../../../../main/desktop/files/rememberedList.ts';
import { folderWith } from './diskFolder.ts';

const [A, B] = ['a'.repeat(32), 'b'.repeat(32)];
const unread = { order: 'name', usedAt: {} };

/** A memory of a list with these connections, and what was written. */
function memory(
  list: RememberedList = readRememberedList(undefined),
  ids: readonly string[] = [A, B],
  undoable: readonly { id: string }[] = [],
) {
  const written: RememberedList[] = [];
  const told: string[] = [];
  const preferences = { list, rememberList: async (next: RememberedList) => void written.push(next) };
  const kept = new ListMemory({
    ...{
      preferences,
      clock: { now: () => 5 },
      connections: { list: () => ids.map((id) => ({ id })), removals: { undoable } },
    },
    onChange: () => void told.push('changed'),
  });
  return { kept, written, told };
}

describe('how the list was left', () => {
  it('is as the start has read it, which reads the file once', () => {
    const folder = folderWith({ 'preferences.json': JSON.stringify({ list: { order: 'hand', usedAt: { [A]: 5 } } }) });
    const first = readPreferences(folder);
    writeFileSync(join(folder, 'preferences.json'), '{}');
    expect(diskPreferences(folder, first).list).toEqual({ order: 'hand', usedAt: { [A]: 5 } });
  });

  it('is remembered over a restart', async () => {
    const folder = folderWith();
    expect(diskPreferences(folder).list).toEqual(unread);
    const list = { order: 'hand', selectedId: A, usedAt: { [A]: 5 } } as const;
    await diskPreferences(folder).rememberList(list);
    expect(diskPreferences(folder).list).toEqual(list);
  });

  it.each([
    undefined,
    null,
    7,
    'hand',
    [],
    { order: 'size', selectedId: '../secret', usedAt: 7 },
    { order: ['hand'], selectedId: 7, usedAt: [5] },
    { usedAt: { [A]: 1.5, [B]: -1, __proto__: 5, x: 5 } },
  ])('is as at first where somebody made it %j', (foreign) => {
    expect(readRememberedList(foreign)).toEqual(unread);
  });

  it('is read member by member, and never without end', () => {
    const many = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [index.toString(16).padStart(32, '0'), 1]),
    );
    expect(readRememberedList({ order: 'used', selectedId: 7, usedAt: { [A]: 5, [B]: '5' } })).toEqual({
      order: 'used',
      usedAt: { [A]: 5 },
    });
    expect(Object.keys(readRememberedList({ usedAt: many }).usedAt)).toHaveLength(10_000);
  });

  it('is the order in which the tray and notices have the connections too', () => {
    const { kept } = memory();
    const all = [
      { id: B, name: 'Beta' },
      { id: A, name: 'acme' },
    ];
    const names = () => kept.inOrder(all).map(({ name }) => name);
    expect(names()).toEqual(['acme', 'Beta']);
    kept.arrange({ order: 'hand' });
    expect(names()).toEqual(['Beta', 'acme']);
    kept.arrange({ order: 'used' });
    expect(names()).toEqual(['acme', 'Beta']);
    kept.notingUses({ record: () => undefined }).record(B);
    expect(names()).toEqual(['Beta', 'acme']);
  });

  it('changes by member, tells once, and writes only what is new', () => {
    const { kept, written, told } = memory();
    expect([kept.arrange({ order: 'hand' }), kept.arrange({ selectedId: B }), kept.arrange({ order: 'hand' })]).toEqual(
      [...[true, true, true]],
    );
    expect(kept.view).toEqual({ order: 'hand', selectedId: B });
    expect([written.length, told.length]).toEqual([2, 2]);
  });

  it('holds nothing of a connection that is not there', () => {
    const { kept, written } = memory({ order: 'used', selectedId: B, usedAt: { [A]: 1, [B]: 2 } }, [A]);
    const recorded: unknown[] = [];
    kept.notingUses({ record: (...line: unknown[]) => void recorded.push(line) }).record(A, 'revealed', 'its token');
    expect(recorded).toEqual([[A, 'revealed', 'its token']]);
    expect(written).toEqual([{ order: 'used', usedAt: { [A]: 5 } }]);
    expect([kept.usedAt(A), kept.usedAt(B)]).toEqual([5, undefined]);
    kept.arrange({ selectedId: B });
    expect(kept.view).toEqual({ order: 'used' });
  });

  it('still holds what is of a connection that can be put back', () => {
    const { kept } = memory({ order: 'used', usedAt: { [A]: 1, [B]: 2 } }, [A], [{ id: B }]);
    kept.arrange({ selectedId: A });
    expect(kept.usedAt(B)).toBe(2);
  });
});
