import { encodeString, encodeUint32, padTo, readString } from '../dbus/message.ts';

/** What libsecret adds to the attributes of the items that keytar makes: others of the same names are not keytar's to find. */
const SCHEMA = 'org.freedesktop.Secret.Generic';

/** The items that fit a search, by their paths: those whose keyring is open, and those whose is locked. */
interface FoundItems {
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/** The arguments of `SearchItems` for what keytar keeps under these names: a dictionary of texts. */
export function encodeItemSearch(service: string, account: string): Buffer {
  const entries = Object.entries({ account, service, 'xdg:schema': SCHEMA })
    .map(([name, value]) => Buffer.concat([padTo(encodeString(name), 4), encodeString(value)]))
    .reduce((before, entry) => Buffer.concat([padTo(before, 8), entry]));
  // A dictionary's entries begin at eight bytes: behind the length four are empty.
  return Buffer.concat([encodeUint32(entries.length), Buffer.alloc(4), entries]);
}

/** The answer to `SearchItems`: two lists of paths; throws when it is none. */
export function readFoundItems(body: Buffer): FoundItems {
  const open = readPaths(body, 0);
  const locked = readPaths(body, open.end);
  return { open: open.paths, locked: locked.paths };
}

/** The list of paths at `at`, and where the next value begins. */
function readPaths(body: Buffer, at: number): { readonly paths: readonly string[]; readonly end: number } {
  const paths: string[] = [];
  const end = at + 4 + body.readUInt32LE(at);
  let next = at + 4;
  while (next < end) {
    paths.push(readString(body, next));
    next = 4 * Math.ceil((next + 5 + body.readUInt32LE(next)) / 4);
  }
  return { paths, end: 4 * Math.ceil(end / 4) };
}
