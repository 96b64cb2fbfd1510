import * as z from 'zod/mini';
import type { KeychainPlace, Table } from '../../connections/model/ports.ts';
import { redirectUriFault } from '../../oauth/authorization.ts';
import { addressFault } from '../../oauth/provider.ts';
import { timestamp } from './timestamp.ts';

const VERSION = 2;

const address = z.string().check(z.refine((text) => addressFault(text) === undefined));
const place = {
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  practice: z.boolean(),
  endpoints: z.object({ authorization: address, token: address, cluster: address }),
};
const leftover = z.object(place);
const profile = z.object({
  userId: z.string(),
  userName: z.string(),
  email: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  currency: z.exactOptional(z.string()),
  roles: z.array(z.string()),
});
const connection = z.object({
  ...place,
  name: z.string(),
  kind: z.enum(['internal', 'oauth']),
  clientId: z.string().check(z.minLength(1)),
  redirectUri: z.exactOptional(z.string().check(z.refine((text) => redirectUriFault(text) === undefined))),
  cluster: z.exactOptional(address),
  profile: z.exactOptional(profile),
  authorization: z.object({ signedInAt: timestamp, endsAt: timestamp, estimated: z.boolean() }),
});
/** What a file of any version must be for its rows to be looked for. */
const outline = z.looseObject({
  version: z.optional(z.unknown()),
  connections: z.array(z.unknown()),
  leftovers: z._default(z.array(z.unknown()), []),
});

/**
 * What was read. `damaged`: some of it could not be read, or nothing, or no version of ours wrote it; `newer`: a later
 * version wrote it, and `table` holds the rows that this version knows.
 */
export interface RegistryReading {
  readonly is: 'whole' | 'damaged' | 'newer';
  readonly table: Table;
}

/** The table of the first day. */
export const EMPTY_TABLE: Table = { connections: [], leftovers: [] };

/** The registry's text as this version writes it. A member that is not the table's, as a secret would be, does not get in. */
export function registryText({ connections, leftovers }: Table): string {
  const content = {
    version: VERSION,
    connections: connections.map((one) => connection.parse(one)),
    leftovers: leftovers.map((one) => leftover.parse(one)),
  };
  return JSON.stringify(content, undefined, '\t');
}

/** Reads a registry row by row: a row that cannot be read loses itself alone. */
export function readRegistry(bytes: Buffer): RegistryReading {
  const file = outline.safeParse(parsed(bytes));
  if (!file.success) return { is: 'damaged', table: EMPTY_TABLE };
  const { version } = file.data;
  const connections = rows(file.data.connections, connection, ({ id }) => id);
  const leftovers = rows(file.data.leftovers, leftover, (one) => JSON.stringify(one));
  const isWhole = version === VERSION && connections.isWhole && leftovers.isWhole;
  const isNewer = typeof version === 'number' && Number.isInteger(version) && version > VERSION;
  return {
    is: isNewer ? 'newer' : isWhole ? 'whole' : 'damaged',
    table: { connections: connections.read, leftovers: leftovers.read },
  };
}

/** The places that a registry names, those of rows of which the rest cannot be read too. */
export function readKeychainPlaces(bytes: Buffer): readonly KeychainPlace[] {
  const file = outline.safeParse(parsed(bytes));
  if (!file.success) return [];
  return rows([...file.data.connections, ...file.data.leftovers], leftover, ({ id }) => id).read;
}

/** The rows that can be read, of those with the same key the first; and whether that is all of them. */
function rows<T>(foreign: readonly unknown[], schema: z.ZodMiniType<T>, keyOf: (row: T) => string) {
  const byKey = new Map<string, T>();
  for (const one of foreign) {
    const row = schema.safeParse(one);
    if (row.success && !byKey.has(keyOf(row.data))) byKey.set(keyOf(row.data), row.data);
  }
  return { read: [...byKey.values()], isWhole: byKey.size === foreign.length };
}

function parsed(bytes: Buffer): unknown {
  try {
    // Drops the byte order mark that some editors put before a text.
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Cut off, or never JSON: it has no rows.
    return undefined;
  }
}
