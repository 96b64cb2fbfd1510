import * as z from 'zod/mini';
import { COPY_FORMATS } from '../../../preload/shared/copyFormats.ts';
import { colour } from '../../connections/form/changesForm.ts';
import type { Connection } from '../../connections/model/connection.ts';
import type { KeychainPlace, RegistryContent } from '../../connections/model/ports.ts';
import { redirectUriFault } from '../../oauth/authorization.ts';
import { readDisplayText } from '../../oauth/displayText.ts';
import { readCluster } from '../../oauth/fyle.ts';
import { addressFault } from '../../oauth/provider.ts';
import { parseJson } from './json.ts';
import { timestamp } from './timestamp.ts';

const VERSION = 2;
/** Code units; connectForm.ts takes no longer name. */
const MOST_OF_A_NAME = 400;

const address = z.string().check(z.refine((text) => addressFault(text) === undefined));
const place = {
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  practice: z.boolean(),
  endpoints: z.object({ authorization: address, token: address, cluster: address }),
};
const orphanedItem = z.object(place);
/** Whoever edits the file can write anything into it, and what is read is shown, in the tray and to notifications too. */
const shown = z.pipe(
  z.string(),
  z.transform((text) => readDisplayText(text) ?? ''),
);
const name = z.pipe(
  z.string(),
  // A name as it may be typed is never cut.
  z.transform((text) => readDisplayText(text, MOST_OF_A_NAME) ?? 'Connection without a name'),
);
const profile = z.object({
  userId: shown,
  userName: shown,
  email: shown,
  organisationId: shown,
  organisationName: shown,
  currency: z.exactOptional(shown),
  roles: z.array(shown),
});
const stored = z.object({
  ...place,
  name,
  // These four may be anything: what they are not costs the row nothing else.
  colour: z.optional(z.unknown()),
  favourite: z.optional(z.unknown()),
  copyFormat: z.optional(z.unknown()),
  cluster: z.optional(z.unknown()),
  kind: z.enum(['internal', 'oauth']),
  clientId: z.string().check(z.minLength(1)),
  redirectUri: z.exactOptional(z.string().check(z.refine((text) => redirectUriFault(text) === undefined))),
  supportsPkce: z.exactOptional(z.literal(true)),
  profile: z.exactOptional(profile),
  authorization: z.object({ signedInAt: timestamp, endsAt: timestamp, estimated: z.boolean() }),
});
const connection = z.pipe(
  stored,
  z.transform(({ colour: chosen, favourite, copyFormat, cluster, ...row }): Connection => {
    // It stands in what is copied with a token: another host would get that token.
    const own = readCluster(row.endpoints.cluster, cluster);
    const read = colour.safeParse(chosen);
    const format = COPY_FORMATS.find((one) => one === copyFormat);
    return {
      ...row,
      ...(own !== undefined && { cluster: own }),
      ...(read.success && { colour: read.data }),
      ...(favourite === true && { favourite }),
      ...(format && { copyFormat: format }),
    };
  }),
);
/** What any version's file must look like for its rows to be read. */
const outline = z.looseObject({
  version: z.optional(z.unknown()),
  connections: z.array(z.unknown()),
  orphanedItems: z.optional(z.array(z.unknown())),
});

/** `damaged`: not everything could be read; `newer`: a later version wrote it, `table` has the rows that we know. */
export interface RegistryReading {
  readonly is: 'whole' | 'damaged' | 'newer';
  readonly table: RegistryContent;
}

/** The table before the first connection. */
export const EMPTY_TABLE: RegistryContent = { connections: [], orphanedItems: [] };

/** The registry's text as this version writes it. Leaves out every member that the schemas do not name, as a secret would be. */
export function registryText({ connections, orphanedItems }: RegistryContent): string {
  const content = {
    version: VERSION,
    connections: connections.map((one) => connection.parse(one)),
    orphanedItems: orphanedItems.map((one) => orphanedItem.parse(one)),
  };
  return JSON.stringify(content, undefined, '\t');
}

/** Reads a registry row by row: an unreadable row does not affect the others. */
export function readRegistry(bytes: Buffer): RegistryReading {
  const file = readOutline(bytes);
  if (file === undefined) return { is: 'damaged', table: EMPTY_TABLE };
  const { version } = file;
  const connections = rows(file.connections, connection, ({ id }) => id);
  const orphanedItems = rows(file.orphanedItems ?? [], orphanedItem, (one) => JSON.stringify(one));
  // Without the list of orphaned items nobody would know what is to be removed from the keychain.
  const hasBoth = file.orphanedItems !== undefined;
  const isWhole = version === VERSION && hasBoth && connections.isWhole && orphanedItems.isWhole;
  const isNewer = typeof version === 'number' && Number.isInteger(version) && version > VERSION;
  return {
    is: isNewer ? 'newer' : isWhole ? 'whole' : 'damaged',
    table: { connections: connections.read, orphanedItems: orphanedItems.read },
  };
}

/** The keychain places that a registry names, also in rows that are unreadable otherwise. */
export function readKeychainPlaces(bytes: Buffer): readonly KeychainPlace[] {
  const file = readOutline(bytes);
  if (file === undefined) return [];
  return rows([...file.connections, ...(file.orphanedItems ?? [])], orphanedItem, (one) => JSON.stringify(one)).read;
}

/** The readable rows, only the first of each key, and whether that is all of them. */
function rows<T>(foreign: readonly unknown[], schema: z.ZodMiniType<T>, keyOf: (row: T) => string) {
  const byKey = new Map<string, T>();
  for (const one of foreign) {
    const row = schema.safeParse(one);
    if (row.success && !byKey.has(keyOf(row.data))) byKey.set(keyOf(row.data), row.data);
  }
  return { read: [...byKey.values()], isWhole: byKey.size === foreign.length };
}

function readOutline(bytes: Buffer) {
  // TextDecoder drops the byte order mark that some editors add.
  return outline.safeParse(parseJson(new TextDecoder().decode(bytes))).data;
}
