import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

/** A store of texts by name: undefined or null is none there, a rejection is "could not". */
export interface ItemStore {
  get(name: string): Promise<string | null>;
  /** Gives what is found there then. */
  set(name: string, text: string): Promise<string | null>;
  /** Gives what is found there still. */
  delete(name: string): Promise<string | null>;
  /** Takes away what stands under the same name elsewhere than where it is set, once it is set; else nothing. */
  deleteDuplicates(name: string): Promise<void>;
}

/** Windows holds 2,560 bytes an item (docs/electron.md "Item names and sizes"); what is kept is ASCII, so that characters are bytes. */
const LARGEST_PART = 2_400;
/** Two secrets of 64 KiB have 55 parts, and 110 with every character escaped. A head that names more is none of ours. */
const MOST_PARTS = 200;

const headShape = z.strictObject({
  v: z.literal(2),
  generation: z.literal([1, 2]),
  parts: z.int().check(z.minimum(1), z.maximum(MOST_PARTS)),
  checksum: z.string(),
});
type Head = z.infer<typeof headShape>;

/** What one item holds or, of a text that is too large for one, what its parts hold together. */
export type ReadItem = { readonly text: string } | 'none' | 'damaged';

/**
 * Texts of any size in a store of small items. One that is too large for an item stands in parts, `name generation n`,
 * beside an item that says which of the two generations counts. A new value is written into the other generation, then
 * the one write of the head switches to it, then the old parts go: ended anywhere between, the old or the new is read.
 * Parts are written upwards and taken away downwards, so that those of a generation never have a gap.
 */
export function chunkedItems(store: ItemStore) {
  /** Of these no parts are left over, by what this run has seen. */
  const withoutOrphans = new Set<string>();
  /** How many parts of a name and generation a head spoke of: where one is missing, those above it are not found from below. */
  const partCounts = new Map<string, number>();

  const partsFrom = async (name: string, generation: Head['generation'], first: number) => {
    let last = first;
    while (last <= MOST_PARTS && (await store.get(partName(name, generation, last))) !== null) last += 1;
    return last - 1;
  };
  /** Whether none is left. It ends at one that stays: above a gap nobody would find it again. */
  const dropFrom = async (name: string, generation: Head['generation'], first: number): Promise<boolean> => {
    const top = Math.max(await partsFrom(name, generation, first), partCounts.get(`${name} ${generation}`) ?? 0);
    for (let n = top; n >= first; n -= 1) {
      if ((await store.delete(partName(name, generation, n))) !== null) return false;
    }
    partCounts.delete(`${name} ${generation}`);
    return true;
  };
  /** What is about to be replaced or removed. */
  const readOld = async (name: string) => {
    const text = await store.get(name);
    const head = text === null ? undefined : readHead(text);
    if (head !== undefined) partCounts.set(`${name} ${head.generation}`, head.parts);
    return { text, head };
  };
  const join = async (name: string, { generation, parts }: Head) => {
    let text = '';
    for (let n = 1; n <= parts; n += 1) text += (await store.get(partName(name, generation, n))) ?? '';
    return text;
  };

  /** Sets it and gives whether it is what is found; an older one in another keyring may be found first, and goes then. */
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
      const joined = await join(name, head);
      return checksumOf(joined) === head.checksum ? { text: joined } : 'damaged';
    },

    /** Keeps a text of ASCII characters and gives whether it reads back the same; one that does not, or is too large, leaves the old one. */
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

    /** Takes a text away, with all that was ever part of it; gives whether nothing of it can be found any more. */
    remove: async (name: string): Promise<boolean> => {
      await readOld(name);
      // First, and else nothing: without its parts it would be damaged.
      if ((await store.delete(name)) !== null) return false;
      return (await dropFrom(name, 1, 1)) && (await dropFrom(name, 2, 1));
    },

    /** Takes away what an act that was cut short has left of a text: the parts that its head does not name. */
    deleteOrphanedParts: async (name: string): Promise<void> => {
      if (withoutOrphans.has(name)) return;
      const text = await store.get(name);
      const head = text === null ? undefined : readHead(text);
      const first = (generation: Head['generation']) => (head?.generation === generation ? head.parts + 1 : 1);
      if ((await dropFrom(name, 1, first(1))) && (await dropFrom(name, 2, first(2)))) withoutOrphans.add(name);
    },
  };
}

/** No slash: Windows joins service and name by one (docs/electron.md "Item names and sizes"). */
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

/** The head that a text is; anything else is a whole value. */
function readHead(text: string): Head | undefined {
  if (text.length > LARGEST_PART) return undefined;
  try {
    const read = headShape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
