import { aligned, concatAligned, encodeDictionary, encodeString, readString } from '../dbus/message.ts';

/** libsecret adds this attribute to every item that keytar makes; items without it are another program's. */
const SCHEMA = 'org.freedesktop.Secret.Generic';

/** The paths of the items that match a search, by whether their keyring is open or locked. */
export interface FoundItems {
  readonly open: readonly string[];
  readonly locked: readonly string[];
}

/** The argument of `SearchItems` that finds keytar's items with these names: a dictionary of attributes. */
export function encodeItemSearch(service: string, account: string): Buffer {
  const attributes = Object.entries({ account, service, 'xdg:schema': SCHEMA });
  return encodeDictionary(attributes.map((attribute) => concatAligned(4, attribute.map(encodeString))));
}

/** Reads the return of `SearchItems`, two arrays of paths; throws when it is something else. */
export function readFoundItems(body: Buffer): FoundItems {
  const open = readPaths(body, 0);
  const locked = readPaths(body, open.end);
  return { open: open.paths, locked: locked.paths };
}

/** The array of paths at an offset, and where the next value starts. */
function readPaths(body: Buffer, at: number): { readonly paths: readonly string[]; readonly end: number } {
  const paths: string[] = [];
  const end = at + 4 + body.readUInt32LE(at);
  let next = at + 4;
  while (next < end) {
    paths.push(readString(body, next));
    next = aligned(next + 5 + body.readUInt32LE(next), 4);
  }
  return { paths, end: aligned(end, 4) };
}
