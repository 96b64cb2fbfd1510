import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { parseJson } from '../files/json.ts';

/** A store of texts by name: null means there is none; a rejection, that the store failed. */
export interface ItemStore {
  get(name: string): Promise<string | null>;
  /** Gives the text found under the name afterwards. */
  set(name: string, text: string): Promise<string | null>;
  /** Gives the text still found under the name afterwards. */
  delete(name: string): Promise<string | null>;
  /** Once an item is set, deletes items of the same name in other keyrings; else nothing. */
  deleteDuplicates(name: string): Promise<void>;
}

/** Windows takes 2,560 bytes an item (docs/electron.md "Item names and sizes"); our texts are ASCII, so characters are bytes. */
const LARGEST_PART = 2_400;
/** Two secrets of 64 KiB take 55 parts, or 110 with every character escaped: a head that names more is not ours. */
const MOST_PARTS = 200;

const headShape = z.strictObject({
  v: z.literal(2),
  generation: z.literal([1, 2]),
  parts: z.int().check(z.minimum(1), z.maximum(MOST_PARTS)),
  checksum: z.string(),
});
type Head = z.infer<typeof headShape>;

/** The text of an item, or of its parts joined. */
export type ReadItem = { readonly text: string } | 'none' | 'damaged';

/**
 * Texts of any size in a store of small items: a large one in parts, `name generation n`, and a head item that says
 * which of two generations counts. A new text goes into the other generation, one write of the head switches to it,
 * then the old parts are deleted: a kill leaves the old or the new text. Deleting the last part first leaves no gap.
 */
export function chunkedItems(store: ItemStore) {
  /** The names of which this run has seen that no orphaned parts are left. */
  const withoutOrphans = new Set<string>();
  /** How many parts a head named, by name and generation: above a missing part, a search from the first finds none. */
  const partCounts = new Map<string, number>();

  const partsFrom = async (name: string, generation: Head['generation'], first: number) => {
    let last = first;
    while (last <= MOST_PARTS && (await store.get(partName(name, generation, last))) !== null) last += 1;
    return last - 1;
  };
  /** Whether none is left. Stops at a part that stays, because above a gap no part would be found again. */
  const dropFrom = async (name: string, generation: Head['generation'], first: number): Promise<boolean> => {
    const top = Math.max(await partsFrom(name, generation, first), partCounts.get(`${name} ${generation}`) ?? 0);
    for (let n = top; n >= first; n -= 1) {
      if ((await store.delete(partName(name, generation, n))) !== null) return false;
    }
    partCounts.delete(`${name} ${generation}`);
    return true;
  };
  /** The text or head that is about to be replaced or removed. */
  const readOld = async (name: string) => {
    const text = await store.get(name);
    const head = text === null ? undefined : readHead(text);
    if (head !== undefined) partCounts.set(`${name} ${head.generation}`, head.parts);
    return { text, head };
  };
  /** Sets a text and gives whether it reads back; deletes an older item in another keyring that is found first. */
  const setAndVerify = async (name: string, text: string): Promise<boolean> => {
    if ((await store.set(name, text)) === text) return true;
    await store.deleteDuplicates(name);
    return (await store.get(name)) === text;
  };

  return {
    read: async (name: string): Promise<ReadItem> => {
      const text = await store.get(name);
      if (text === null) return 'none';
      const head = readHead(text);
      if (head === undefined) return { text };
      let joined = '';
      for (let n = 1; n <= head.parts; n += 1) joined += (await store.get(partName(name, head.generation, n))) ?? '';
      return checksumOf(joined) === head.checksum ? { text: joined } : 'damaged';
    },

    /** Stores an ASCII text and gives whether it reads back. When it does not, or is too large, the old text stays. */
    write: async (name: string, text: string): Promise<boolean> => {
      const { text: before, head: old } = await readOld(name);
      const generation = old?.generation === 1 ? 2 : 1;
      const parts = text.length > LARGEST_PART ? partsOf(text) : [];
      if (parts.length > MOST_PARTS) return false;
      const head: Head = { v: 2, generation, parts: parts.length, checksum: checksumOf(text) };
      if (parts.length > 0 || old !== undefined) withoutOrphans.delete(name);
      for (const [at, part] of parts.entries()) {
        if (!(await setAndVerify(partName(name, generation, at + 1), part))) return false;
      }
      const switching = parts.length > 0 ? JSON.stringify(head) : text;
      if (await setAndVerify(name, switching)) return true;
      await (before === null ? store.delete(name) : store.set(name, before));
      return false;
    },

    /** Deletes a text and all its parts; gives whether none of them is found any more. */
    remove: async (name: string): Promise<boolean> => {
      await readOld(name);
      // First, and nothing else if it stays: without its parts it would be damaged.
      if ((await store.delete(name)) !== null) return false;
      return (await dropFrom(name, 1, 1)) && (await dropFrom(name, 2, 1));
    },

    /** Deletes the parts that the head does not name: an interrupted write or removal left them. */
    deleteOrphanedParts: async (name: string): Promise<void> => {
      if (withoutOrphans.has(name)) return;
      const text = await store.get(name);
      const head = text === null ? undefined : readHead(text);
      const first = (generation: Head['generation']) => (head?.generation === generation ? head.parts + 1 : 1);
      if ((await dropFrom(name, 1, first(1))) && (await dropFrom(name, 2, first(2)))) withoutOrphans.add(name);
    },
  };
}

/** Without a slash, with which Windows joins service and name (docs/electron.md "Item names and sizes"). */
function partName(name: string, generation: number, n: number): string {
  return `${name} ${generation} ${n}`;
}

function partsOf(text: string): readonly string[] {
  const count = Math.ceil(text.length / LARGEST_PART);
  return Array.from({ length: count }, (_, at) => text.slice(at * LARGEST_PART, (at + 1) * LARGEST_PART));
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The head that a text is; undefined for any other text, which is a whole value. */
function readHead(text: string): Head | undefined {
  if (text.length > LARGEST_PART) return undefined;
  return headShape.safeParse(parseJson(text)).data;
}
