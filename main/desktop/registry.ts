import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import ElectronStore from 'electron-store';
import * as z from 'zod/mini';
import type { Connection } from '../connections/connection.ts';
import type { Registry } from '../connections/ports.ts';
import { redirectUriFault } from '../oauth/authorization.ts';
import { addressFault } from '../oauth/provider.ts';
import { fail, ok } from '../result.ts';

const NAME = 'registry';
/** The file holds names and addresses of people: its owner's alone. */
const MODE = 0o600;

const address = z.string().check(z.refine((text) => addressFault(text) === undefined));
const moment = z.int().check(z.positive());
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
  id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  name: z.string(),
  kind: z.enum(['internal', 'oauth']),
  practice: z.boolean(),
  clientId: z.string().check(z.minLength(1)),
  redirectUri: z.exactOptional(z.string().check(z.refine((text) => redirectUriFault(text) === undefined))),
  endpoints: z.object({ authorization: address, token: address, cluster: address }),
  cluster: z.exactOptional(address),
  profile: z.exactOptional(profile),
  authorization: z.object({ signedInAt: moment, endsAt: moment, estimated: z.boolean() }),
});
const content = z.object({
  version: z.literal(1),
  connections: z.array(connection),
  toldAboutTray: z.boolean(),
});
type Content = z.infer<typeof content>;

const EMPTY: Content = { version: 1, connections: [], toldAboutTray: false };

/** The registry on disk, and what else the app remembers between two runs. */
export interface DiskRegistry extends Registry {
  /** The file was lost or could not be read: it was set aside, and its last good copy, or an empty list, stands in. */
  readonly wasRepaired: boolean;
  /** Whether the person has been told that closing the window keeps the app in the tray. */
  toldAboutTray(): boolean;
  rememberTrayTold(): void;
}

/**
 * The list of connections in `registry.json` under the user-data folder, by electron-store: readable by its owner
 * alone, read back after every write (electron-store reports success on a full disk, faults.md fact 5), with its last
 * good copy beside it. A file that cannot be read is set aside, never overwritten.
 */
export function diskRegistry(folder: string): DiskRegistry {
  const file = `${folder}/${NAME}.json`;
  const copy = `${folder}/${NAME}.last-good.json`;
  sweep(folder);
  const wasRepaired = readFile(file) === undefined && (existsSync(file) || existsSync(copy));
  if (wasRepaired) {
    if (existsSync(file)) {
      chmodSync(file, MODE);
      renameSync(file, `${folder}/${NAME}.unreadable-${Date.now()}.json`);
    }
    if (readFile(copy) !== undefined) copyFileSync(copy, file);
  }
  if (existsSync(file)) chmodSync(file, MODE);
  const store = new ElectronStore<Content>({ name: NAME, cwd: folder, configFileMode: MODE, defaults: EMPTY });
  // The truth while the app runs: a write that failed may have left less than that on disk.
  let known = readFile(file) ?? EMPTY;
  const save = (change: Partial<Content>) => {
    const next = { ...known, ...change };
    try {
      store.store = next;
      if (JSON.stringify(readFile(file)) !== JSON.stringify(next)) throw new Error('not as written');
      copyFileSync(file, copy);
      known = next;
      return ok(undefined);
    } catch (error) {
      return fail({ code: 'not-saved', reason: reasonOf(error) } as const);
    }
  };
  return {
    wasRepaired,
    read: (): readonly Connection[] => known.connections,
    write: (connections) => save({ connections: connections.map((one) => connection.parse(one)) }),
    toldAboutTray: () => known.toldAboutTray,
    rememberTrayTold: () => void save({ toldAboutTray: true }),
  };
}

/** Takes away what a write left behind that was killed half-way. */
function sweep(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.startsWith(`${NAME}.json.tmp-`)) rmSync(`${folder}/${name}`);
}

function readFile(file: string): Content | undefined {
  try {
    return content.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing or no registry: the caller tells the two apart by whether the file is there.
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';
}
