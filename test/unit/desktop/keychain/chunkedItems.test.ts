import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkedItems, type ItemStore } from '../../../../main/desktop/keychain/chunkedItems.ts';

/** A store like that of Windows, 2,560 bytes an item; it can fail at its n-th change, as after a kill. */
function smallStore(items = new Map<string, string>()) {
  const state = { changes: 0, killedBefore: Infinity };
  const change = () => {
    if (state.changes >= state.killedBefore) throw new Error('killed');
    state.changes += 1;
  };
  const store: ItemStore = {
    get: async (name) => items.get(name) ?? null,
    set: async (name, text) => {
      change();
      if (Buffer.byteLength(text) > 2_560) throw new Error('The stub received bad data');
      items.set(name, text);
      return text;
    },
    delete: async (name) => {
      change();
      items.delete(name);
      return null;
    },
    deleteDuplicates: async () => undefined,
  };
  return { items, state, store };
}

/** A text of that size, different for each seed. */
function textOf(size: number, seed: number): string {
  return `${seed}`.padEnd(size, 'abcdefghij').slice(0, size);
}

const sizes = fc.integer({ min: 0, max: 20_000 });

describe('a text of any size', () => {
  it('is kept, comes back as it was, and leaves nothing when it is removed', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, async (one, other) => {
        const { items, store } = smallStore();
        const split = chunkedItems(store);
        for (const text of [textOf(one, 1), textOf(other, 2)]) {
          expect(await split.write('a', text)).toBe(true);
          await split.deleteOrphanedParts('a');
          expect(await split.read('a')).toEqual({ text });
          // No more items than needed: the old ones are deleted.
          expect(items.size).toBe(text.length > 2_400 ? 1 + Math.ceil(text.length / 2_400) : 1);
          for (const item of items.values()) expect(item.length).toBeLessThanOrEqual(2_400);
        }
        expect(await split.remove('a')).toBe(true);
        expect(items.size).toBe(0);
        expect(await split.read('a')).toBe('none');
      }),
    );
  });

  it('is the old or the new one, never a mix, wherever a write was cut short; the next run leaves no part over', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, sizes, fc.nat(40), fc.nat(40), async (first, second, third, cut, cutAgain) => {
        const [a, b, c] = [textOf(first, 1), textOf(second, 2), textOf(third, 3)];
        const { items, state, store } = smallStore();
        await chunkedItems(store).write('a', a);
        let possible = [a];
        for (const [text, after] of [
          [b, cut],
          [c, cutAgain],
        ] as const) {
          state.killedBefore = state.changes + after;
          const run = chunkedItems(store);
          await run
            .write('a', text)
            .then(() => run.deleteOrphanedParts('a'))
            .catch(() => undefined);
          state.killedBefore = Infinity;
          const read = await chunkedItems(store).read('a');
          possible = [...possible, text];
          expect(possible).toContain(typeof read === 'string' ? read : read.text);
          possible = typeof read === 'string' ? [] : [read.text];
        }
        const next = chunkedItems(store);
        await next.deleteOrphanedParts('a');
        expect(await next.read('a')).toEqual({ text: possible[0] });
        expect(items.size).toBe(
          1 + ((possible[0] ?? '').length > 2_400 ? Math.ceil((possible[0] ?? '').length / 2_400) : 0),
        );
      }),
    );
  });

  it('over all bounds is refused, and the old one stays', async () => {
    const { items, store } = smallStore();
    const split = chunkedItems(store);
    await split.write('a', 'before');
    expect(await split.write('a', textOf(200 * 2_400 + 1, 1))).toBe(false);
    expect([...items]).toEqual([['a', 'before']]);
    expect(await split.write('a', textOf(200 * 2_400, 1))).toBe(true);
  });

  it('is gone, or whole, wherever its removal was cut short; removing again leaves nothing', async () => {
    for (let cut = 0; cut <= 6; cut += 1) {
      const { items, state, store } = smallStore();
      const text = textOf(9_000, 1);
      await chunkedItems(store).write('a', text);
      state.killedBefore = state.changes + cut;
      await chunkedItems(store)
        .remove('a')
        .catch(() => undefined);
      state.killedBefore = Infinity;
      expect(await chunkedItems(store).read('a')).toEqual(cut === 0 ? { text } : 'none');
      await chunkedItems(store).remove('a');
      expect(items.size).toBe(0);
    }
  });
});

describe('a text whose parts have a gap', () => {
  it.each(['a 1 1', 'a 1 3', 'a 1 4'])('is gone in one removal, parts above the gap too: %s', async (part) => {
    const { items, store } = smallStore();
    await chunkedItems(store).write('a', textOf(9_000, 1));
    items.delete(part);
    expect(await chunkedItems(store).remove('a')).toBe(true);
    expect([...items.keys()]).toEqual([]);
  });

  it('leaves no part behind when a new one is written', async () => {
    const { items, store } = smallStore();
    await chunkedItems(store).write('a', textOf(9_000, 1));
    items.delete('a 1 2');
    const split = chunkedItems(store);
    await split.write('a', 'new');
    await split.deleteOrphanedParts('a');
    expect([...items]).toEqual([['a', 'new']]);
  });
});

describe('parts that do not belong together', () => {
  it.each<readonly [what: string, change: (items: Map<string, string>) => void]>([
    ['one is missing', (items) => items.delete('a 1 2')],
    ['the last is missing', (items) => items.delete('a 1 4')],
    [
      'two have changed places',
      (items) => items.set('a 1 1', items.get('a 1 2') ?? '').set('a 1 2', 'a'.repeat(2_400)),
    ],
    ['one is another value’s', (items) => items.set('a 1 3', 'x'.repeat(2_400))],
    ['one is empty', (items) => items.set('a 1 3', '')],
    [
      'the head names the other generation',
      (items) => items.set('a', (items.get('a') ?? '').replace('"generation":1', '"generation":2')),
    ],
    ['the head names fewer', (items) => items.set('a', (items.get('a') ?? '').replace('"parts":4', '"parts":3'))],
  ])('are read as no value at all: %s', async (_what, change) => {
    const { items, store } = smallStore();
    await chunkedItems(store).write('a', textOf(9_000, 1));
    change(items);
    expect(await chunkedItems(store).read('a')).toBe('damaged');
    // And the next write repairs it.
    expect(await chunkedItems(store).write('a', textOf(9_000, 2))).toBe(true);
    expect(await chunkedItems(store).read('a')).toEqual({ text: textOf(9_000, 2) });
  });

  it.each([
    '{"v":2,"generation":3,"parts":1,"checksum":""}',
    '{"v":2,"generation":1,"parts":0,"checksum":""}',
    '{"v":2,"generation":1,"parts":1000000000,"checksum":""}',
    '{"v":2,"generation":1,"parts":1.5,"checksum":""}',
    '{"v":2,"generation":1,"parts":1}',
    '{"v":3,"generation":1,"parts":1,"checksum":""}',
    'null',
    '[]',
    '{',
  ])('are not looked for by what is no head: %s', async (text) => {
    const { items, store } = smallStore();
    items.set('a', text);
    expect(await chunkedItems(store).read('a')).toEqual({ text });
  });
});

describe('a text that an earlier place of the store holds, where it is found first,', () => {
  /** New ones go into another place than the text of `size` that is there; a deletion takes both. */
  async function moved(size: number) {
    const { items: older, store: earlier } = smallStore();
    await chunkedItems(earlier).write('a', textOf(size, 1));
    const { items, state, store } = smallStore();
    const both: ItemStore = {
      get: async (name) => older.get(name) ?? store.get(name),
      set: async (name, text) => {
        await store.set(name, text);
        return older.get(name) ?? text;
      },
      delete: async (name) => {
        older.delete(name);
        return store.delete(name);
      },
      deleteDuplicates: async (name) => {
        if (items.has(name)) older.delete(name);
      },
    };
    return { older, items, state, both };
  }

  it.each([
    [100, 100],
    [100, 9_000],
    [9_000, 100],
    [9_000, 12_000],
  ])('gives way to a new one, %i characters to %i, and nothing is left of it', async (size, next) => {
    const { older, items, both } = await moved(size);
    // The parts of an interrupted write there are found first, too.
    older.set('a 2 1', 'left').set('a 1 1', older.get('a 1 1') ?? 'left');
    const split = chunkedItems(both);
    for (const seed of [2, 3]) {
      expect(await split.write('a', textOf(next, seed))).toBe(true);
      await split.deleteOrphanedParts('a');
      expect(await split.read('a')).toEqual({ text: textOf(next, seed) });
    }
    expect([older.size, items.size]).toEqual([0, next > 2_400 ? 1 + Math.ceil(next / 2_400) : 1]);
  });

  it('or the new one is read, never a mix, wherever the write was cut short', async () => {
    for (let cut = 0; cut <= 14; cut += 1) {
      const { state, both } = await moved(9_000);
      state.killedBefore = cut;
      const split = chunkedItems(both);
      await split
        .write('a', textOf(9_000, 2))
        .then(() => split.deleteOrphanedParts('a'))
        .catch(() => undefined);
      state.killedBefore = Infinity;
      const read = await chunkedItems(both).read('a');
      expect([textOf(9_000, 1), textOf(9_000, 2)]).toContain(typeof read === 'string' ? read : read.text);
    }
  });
});

describe('a store that does not keep what it is given', () => {
  it.each([100, 9_000])('is found out, and the old value stays (%i characters)', async (size) => {
    for (const broken of ['head', 'part'] as const) {
      const { store } = smallStore();
      await chunkedItems(store).write('a', 'before');
      const isBroken = (name: string) => (name === 'a') === (broken === 'head');
      let isFirst = true;
      const forgetful: ItemStore = {
        ...store,
        set: async (name, text) => {
          const isCut = isBroken(name) && isFirst;
          if (isCut) isFirst = false;
          return store.set(name, isCut ? text.slice(1) : text);
        },
      };
      const isWritten = await chunkedItems(forgetful).write('a', textOf(size, 2));
      expect(isWritten).toBe(size === 100 && broken === 'part');
      if (!isWritten) expect(await chunkedItems(store).read('a')).toEqual({ text: 'before' });
    }
  });

  it('loses the new value when there was none before', async () => {
    const { items, store } = smallStore();
    const forgetful: ItemStore = { ...store, set: (name, text) => store.set(name, text.slice(1)) };
    expect(await chunkedItems(forgetful).write('a', 'text')).toBe(false);
    expect(items.size).toBe(0);
  });
});

describe('a store that does not let go of what it is told to delete', () => {
  it.each(['a', 'a 1 1', 'a 1 3', 'a 1 4'])('is found out, and removing again leaves nothing: %s', async (kept) => {
    const { items, store } = smallStore();
    await chunkedItems(store).write('a', textOf(9_000, 1));
    const clinging: ItemStore = { ...store, delete: (name) => (name === kept ? store.get(name) : store.delete(name)) };
    expect(await chunkedItems(clinging).remove('a')).toBe(false);
    if (kept === 'a') expect(await chunkedItems(store).read('a')).toEqual({ text: textOf(9_000, 1) });
    expect(await chunkedItems(store).remove('a')).toBe(true);
    expect(items.size).toBe(0);
  });

  it('is tidied another time', async () => {
    const { items, store } = smallStore();
    await chunkedItems(store).write('a', textOf(9_000, 1));
    let isClinging = true;
    const split = chunkedItems({ ...store, delete: (name) => (isClinging ? store.get(name) : store.delete(name)) });
    await split.write('a', 'new');
    await split.deleteOrphanedParts('a');
    expect(items.size).toBe(5);
    isClinging = false;
    await split.deleteOrphanedParts('a');
    expect([...items]).toEqual([['a', 'new']]);
  });
});
