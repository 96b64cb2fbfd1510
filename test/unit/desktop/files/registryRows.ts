import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../../../main/connections/model/connection.ts';
import type { KeychainPlace, RegistryContent } from '../../../../main/connections/model/ports.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { ANNA } from '../../../fakes/fyleHttp.ts';
import { namesIn } from './diskFolder.ts';

/** A connection with every field. */
export const acme: Connection = {
  id: 'a'.repeat(32),
  name: 'Acme “Ltd” \\u0000 🔑',
  colour: 5,
  favourite: true,
  kind: 'oauth',
  practice: false,
  clientId: 'tpaAcme00001',
  redirectUri: 'https://acme.example/callback',
  endpoints: fylePresets[0].endpoints,
  supportsPkce: true,
  cluster: 'https://us1.fylehq.com',
  profile: ANNA,
  authorization: { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true },
  copyFormat: 'power-query',
};
const { colour: _l, favourite: _f, copyFormat: _o, ...plain } = acme;
const { redirectUri: _r, supportsPkce: _s, cluster: _c, profile: _p, ...rest } = plain;
/** A connection with only the required fields. */
export const bare: Connection = { ...rest, id: 'b'.repeat(32), kind: 'internal' };
/** The place of an orphaned item. */
export const gone: KeychainPlace = { id: 'c'.repeat(32), practice: false, endpoints: fylePresets[1].endpoints };
/** Both connections and the orphaned item. */
export const table: RegistryContent = { connections: [acme, bare], orphanedItems: [gone] };
export const empty: RegistryContent = { connections: [], orphanedItems: [] };
/** The registry of the first connection, and of both, as this version writes it. */
export const ACME = JSON.stringify({ version: 2, connections: [acme], orphanedItems: [gone] });
export const BOTH = JSON.stringify({ version: 2, ...table });
/** A registry as a later version might write it. */
export const NEWER = BOTH.replace('"version":2', '"version":3,"folders":[{"name":"Clients"}]');

/** The text of a file in a folder. */
export function textOf(folder: string, name = 'registry.json'): string {
  return readFileSync(join(folder, name), 'utf8');
}

/** The content of the files that were set aside. */
export function setAsideIn(folder: string): readonly string[] {
  return namesIn(folder)
    .filter((name) => /^registry\.unreadable-\d+(-\d+)?\.json$/.test(name))
    .map((name) => textOf(folder, name));
}
