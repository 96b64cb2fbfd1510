import { join } from 'node:path';
import type { DeskNotice } from '../../../preload/contract.ts';
import type { Registry, RegistryContent } from '../../connections/model/ports.ts';
import { fail, ok } from '../../result.ts';
import { deleteFiles, listFiles, prepareFolder, readRegularFile, setAside, writeFileAtomically } from './atomicFile.ts';
import { EMPTY_TABLE, type RegistryReading, readKeychainPlaces, readRegistry, registryText } from './registryFormat.ts';

const FILE = 'registry.json';
const LAST_GOOD = 'registry.last-good.json';
const OURS = /^registry(\.last-good|\.unreadable-[\d-]+)?\.json$/;
/** What lies in the folder only after a registry did: forgetting everything removes it first. */
const TRACES = /^(ledger[.\w-]*\.jsonl|vault\.tokendesk.*|registry\.unreadable-[\d-]+\.json)$/;

/** The registry on disk, with what a person should know about it. */
export interface DiskRegistry extends Registry {
  readonly notice: DeskNotice | undefined;
}

/** What the start found. `readOnly`: why it must not be overwritten; `damaged`: files to set aside before the first write. */
interface Found {
  readonly table: RegistryContent;
  readonly notice?: DeskNotice;
  readonly readOnly?: 'newer' | 'unreachable';
  readonly damaged?: readonly string[];
}

type Inspected = RegistryReading | { readonly is: 'missing' } | { readonly is: 'unreachable' };
type Bytes = ReturnType<typeof readRegularFile>;

/**
 * The table of connections in `registry.json`, and in `registry.last-good.json`, which is written after it: one of the
 * two is always whole. Opening only reads. Writing first sets aside unreadable files and what another program put in
 * place of ours; it never overwrites a file that a newer version wrote, or that could not be read at all.
 */
export function diskRegistry(folder: string, now: () => number = Date.now): DiskRegistry {
  prepareFolder(folder, (name) => OURS.test(name));
  const file = join(folder, FILE);
  const first = readRegularFile(file);
  let { table, readOnly, notice, damaged = [] }: Found = chooseTable(folder, first);
  /** The file's last content that this app read, wrote or backed up. */
  let lastKnown = first.ok ? first.value : undefined;
  const put = (name: string, bytes: Buffer) => {
    const written = writeFileAtomically(folder, name, bytes);
    // A file cannot be renamed over a folder.
    if (written.ok || written.failure !== 'EISDIR') return written;
    const aside = setAside(folder, name, now());
    return aside.ok ? writeFileAtomically(folder, name, bytes) : aside;
  };
  const putFile = (bytes: Buffer) => {
    const written = put(FILE, bytes);
    if (written.ok) lastKnown = bytes;
    return written;
  };
  /** Sets aside a file that another program put in place of ours; the failure says why it must stay where it is. */
  const setForeignAside = () => {
    const bytes = readRegularFile(file);
    if (bytes.ok && (bytes.value === undefined || lastKnown?.equals(bytes.value))) return ok(undefined);
    // Another program has it open, which says nothing about what is in it.
    if (!bytes.ok && bytes.failure.code === 'unreachable' && bytes.failure.reason === 'EBUSY') return fail('EBUSY');
    if (inspect(bytes).is === 'newer') {
      readOnly = 'newer';
      notice = 'registry-newer';
      return fail(readOnly);
    }
    const aside = setAside(folder, FILE, now());
    if (!aside.ok) return aside;
    lastKnown = bytes.ok ? bytes.value : undefined;
    damaged = damaged.filter((name) => name !== FILE);
    return aside;
  };
  return {
    // The file of a newer version may hold more than this version can read.
    get isWhole() {
      return notice === undefined;
    },
    get notice() {
      return notice;
    },
    read: () => table,
    places: () =>
      listFiles(folder, (name) => OURS.test(name)).flatMap((name) => {
        const bytes = readRegularFile(join(folder, name));
        return bytes.ok && bytes.value !== undefined ? readKeychainPlaces(bytes.value) : [];
      }),
    write: (next) => {
      if (readOnly !== undefined) return fail({ code: 'not-saved', reason: readOnly });
      // The next start is to tell it too, until there is a connection again.
      if (notice === 'registry-missing' && next.connections.length + next.orphanedItems.length === 0)
        return ok(undefined);
      const foreign = setForeignAside();
      if (!foreign.ok) return notSaved(foreign.failure);
      const bytes = Buffer.from(registryText(next));
      while (damaged[0] !== undefined) {
        const aside = setAside(folder, damaged[0], now());
        if (!aside.ok) return notSaved(aside.failure);
        damaged = damaged.slice(1);
      }
      const written = putFile(bytes);
      if (!written.ok) return notSaved(written.failure);
      table = next;
      // When this fails the copy is one write behind, until the next write.
      put(LAST_GOOD, bytes);
      return ok(undefined);
    },
    forget: (orphanedItems) => {
      const next: RegistryContent = { connections: [], orphanedItems };
      const keeps = orphanedItems.length > 0;
      // Before anything is deleted: these places are all that leads to the orphaned items in the keychain.
      const written = keeps ? putFile(Buffer.from(registryText(next))) : ok(undefined);
      if (!written.ok) return notSaved(written.failure);
      // The copy first: a copy without its file would restore everything.
      const copies = deleteFiles(folder, (name) => OURS.test(name) && name !== FILE);
      const deleted = copies.ok && !keeps ? deleteFiles(folder, (name) => name === FILE) : copies;
      if (!deleted.ok) return notSaved(deleted.failure);
      table = next;
      readOnly = notice = undefined;
      damaged = [];
      return ok(undefined);
    },
  };
}

/** The file if it is whole, else its last good copy, else the one with more readable rows. */
function chooseTable(folder: string, bytes: Bytes): Found {
  const file = inspect(bytes);
  if (file.is === 'whole') return file;
  if (file.is === 'newer') return { ...file, notice: 'registry-newer', readOnly: 'newer' };
  const copy = inspect(readRegularFile(join(folder, LAST_GOOD)));
  if (copy.is === 'newer') return { ...copy, notice: 'registry-newer', readOnly: 'newer' };
  if (file.is === 'unreachable' || copy.is === 'unreachable') {
    const { table } = [copy, file].find((one) => 'table' in one) ?? { table: EMPTY_TABLE };
    return { table, notice: 'registry-unreachable', readOnly: 'unreachable' };
  }
  const damaged = file.is === 'damaged' ? [FILE] : [];
  if (copy.is === 'whole') return { ...copy, notice: 'registry-restored', damaged };
  if (copy.is === 'missing' && file.is === 'missing') {
    const isFirstStart = listFiles(folder, (name) => TRACES.test(name)).length === 0;
    return { table: EMPTY_TABLE, ...(!isFirstStart && { notice: 'registry-missing' }) };
  }
  if (copy.is === 'missing') return { table: EMPTY_TABLE, ...file, notice: 'registry-damaged', damaged };
  const best = file.is === 'damaged' && file.table.connections.length >= copy.table.connections.length ? file : copy;
  return { ...best, notice: 'registry-damaged', damaged: [...damaged, LAST_GOOD] };
}

function inspect(bytes: Bytes): Inspected {
  if (bytes.ok) return bytes.value === undefined ? { is: 'missing' } : readRegistry(bytes.value);
  if (bytes.failure.code === 'unreachable') return { is: 'unreachable' };
  return { is: 'damaged', table: EMPTY_TABLE };
}

function notSaved(reason: string) {
  return fail({ code: 'not-saved', reason } as const);
}
