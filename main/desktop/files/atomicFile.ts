import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, ok, orUndefined, type Result } from '../../result.ts';
import { errorCode, whenFree } from './whenFree.ts';

/** The files hold names and addresses of people: only their owner may read them. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** Ten thousand connections take 10 MB; a larger file is not ours, and reading it would block the app. */
const MOST_BYTES = 32 * 1024 * 1024;
/** How many unreadable files are kept. */
const MOST_ASIDE = 5;

/** Why a file could not be read: it is no regular file or too large, or the system refused (`reason` is its code, `EACCES`). */
export type ReadFault = { readonly code: 'not-a-file' } | { readonly code: 'unreachable'; readonly reason: string };

/** The bytes of a file, undefined when there is none; `most`: how many at most. Does not follow a link, which could lead to any file. */
export function readRegularFile(file: string, most = MOST_BYTES): Result<Buffer | undefined, ReadFault> {
  try {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined) return ok(undefined);
    if (!found.isFile() || found.size > Math.min(most, MOST_BYTES)) return fail({ code: 'not-a-file' });
    return ok(whenFree(() => readFileSync(file)));
  } catch (error) {
    return fail({ code: 'unreachable', reason: errorCode(error) });
  }
}

/** Whether a path is free or holds a regular file: reading a pipe could block the app for ever, and a link may lead anywhere. */
export function isRegularFileOrMissing(file: string): boolean {
  // It throws when the system does not even let us look.
  return orUndefined(() => lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true) ?? false;
}

/**
 * Writes a file so that after a crash, a kill or a power cut the old or the new one is there, whole. Replaces a link.
 * The failure is the system's code, `ENOSPC`; `EISDIR` when a folder stands in its place; `EBUSY` when another program
 * keeps it open, which only Windows minds; `EIO` when the bytes read back differ.
 */
export function writeFileAtomically(folder: string, name: string, content: string | Buffer): Result<undefined, string> {
  const bytes = Buffer.from(content);
  // readRegularFile would refuse it.
  if (bytes.length > MOST_BYTES) return fail('EFBIG');
  return writeAtomically(folder, name, (open, draft) => {
    writeWhole(open, [bytes]);
    if (!readFileSync(draft).equals(bytes)) throw new Error('Not as written');
  });
}

/** The same for a text of any length, which is made while it is written, and not read back. */
export function writePiecesAtomically(
  folder: string,
  name: string,
  pieces: Iterable<string>,
): Result<undefined, string> {
  return writeAtomically(folder, name, (open) => writeWhole(open, pieces));
}

/**
 * Creates the folder if needed, restricts it and its files that are ours to their owner, and deletes the temporary files of
 * interrupted writes. The failure is the system's code; the caller may ignore it, because the next write meets it too.
 */
export function prepareFolder(folder: string, isOurs: (name: string) => boolean): Result<undefined, string> {
  return attempt(() => {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    // `stat` follows a link, whose own mode says nothing.
    const { mode } = statSync(folder);
    // A folder with the sticky bit is shared, as /tmp is.
    if ((mode & 0o1000) === 0) tighten(folder, mode, FOLDER_MODE);
    for (const name of readdirSync(folder)) {
      const [whole = '', ...draft] = name.split('.tmp-');
      if (!isOurs(whole)) continue;
      const file = join(folder, name);
      const found = lstatSync(file);
      if (draft.length > 0) rmSync(file, { recursive: true });
      else if (found.isFile()) tighten(file, found.mode, FILE_MODE);
    }
  });
}

/** Backs up an unreadable file as `registry.unreadable-<Unix ms>.json` and keeps the five newest of these. */
export function setAside(folder: string, name: string, now: number): Result<undefined, string> {
  const stem = `${name.split('.')[0]}.unreadable-`;
  const earlier = listFiles(folder, (one) => one.startsWith(stem));
  const backedUp = backUpAs(folder, name, `${stem}${now}`, '.json');
  if (!backedUp.ok) return backedUp;
  return attempt(() => {
    for (const old of earlier.toSorted().slice(0, Math.max(0, earlier.length + 1 - MOST_ASIDE))) {
      rmSync(join(folder, old), { recursive: true });
    }
  });
}

/**
 * Gives a file a second name, `<stem><ending>` or the first free `<stem>-2<ending>` and so on. It keeps its own name
 * until the next write replaces it, so that it cannot be lost in between; what is no file is renamed.
 */
export function backUpAs(folder: string, name: string, stem: string, ending = ''): Result<undefined, string> {
  return attempt(() => {
    const file = join(folder, name);
    const taken = readdirSync(folder);
    let named = `${stem}${ending}`;
    for (let n = 2; taken.includes(named); n += 1) named = `${stem}-${n}${ending}`;
    const aside = join(folder, named);
    if (!lstatSync(file).isFile() || !isLinked(file, aside)) whenFree(() => renameSync(file, aside));
  });
}

/** The names of our files in a folder; none when the folder cannot be read. */
export function listFiles(folder: string, isOurs: (name: string) => boolean): readonly string[] {
  return orUndefined(() => readdirSync(folder).filter(isOurs)) ?? [];
}

/** Deletes our files and their temporary files; the failure says why one of them is still there. */
export function deleteFiles(folder: string, isOurs: (name: string) => boolean): Result<undefined, string> {
  return attempt(() => {
    const ours = () => readdirSync(folder).filter((name) => isOurs(name.split('.tmp-')[0] ?? ''));
    for (const name of ours()) whenFree(() => rmSync(join(folder, name), { recursive: true }));
    syncFolder(folder);
    if (ours().length > 0) throw new Error('Not deleted');
  });
}

/** Runs file calls; an error becomes its code. */
function attempt(act: () => void): Result<undefined, string> {
  try {
    act();
    return ok(undefined);
  } catch (error) {
    return fail(errorCode(error));
  }
}

function writeAtomically(
  folder: string,
  name: string,
  write: (open: number, draft: string) => void,
): Result<undefined, string> {
  const draft = join(folder, `${name}.tmp-${randomUUID()}`);
  return attempt(() => {
    const open = openSync(draft, 'wx', FILE_MODE);
    try {
      write(open, draft);
      replace(draft, join(folder, name));
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    syncFolder(folder);
  });
}

function replace(draft: string, file: string): void {
  // Windows calls a folder EPERM, as it does a file in use.
  const isFolder = lstatSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder) throw Object.assign(new Error('A folder is in its place'), { code: 'EISDIR' });
  whenFree(() => renameSync(draft, file));
}

function writeWhole(open: number, pieces: Iterable<string | Buffer>): void {
  try {
    // Given an open file, Node goes on after a short write, and so gets the error code of a full disk.
    for (const piece of pieces) writeFileSync(open, piece);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/** Flushes a folder, without which a rename may be lost. Windows and some network file systems do not support it. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } catch (error) {
    if (errorCode(error) !== 'EINVAL') throw error;
  } finally {
    closeSync(open);
  }
}

/** Takes away the rights beyond `wanted`; a narrower mode is left, because somebody wanted it. */
function tighten(path: string, mode: number, wanted: number): void {
  if ((mode & 0o777 & ~wanted) !== 0) chmodSync(path, mode & wanted);
}

/** Makes a hard link; some file systems have none. */
function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}
