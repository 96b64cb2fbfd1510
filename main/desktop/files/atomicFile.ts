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
import { fail, ok, type Result } from '../../result.ts';

/** What is kept holds names and addresses of people: its owner's alone. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
/** Ten thousand connections are 10 MB; what is larger is not ours, and would stop the app while it is read. */
const MOST_BYTES = 32 * 1024 * 1024;
/** How many files that could not be read are kept. */
const MOST_ASIDE = 5;

/** Why a file could not be read: something else stands in its place, or it could not be looked at (`EACCES`). */
export type ReadFault = { readonly code: 'not-a-file' } | { readonly code: 'unreachable'; readonly reason: string };

/** The bytes of a file, undefined when there is none. A link is not followed: whoever put it there may mean any file. */
export function readRegularFile(file: string): Result<Buffer | undefined, ReadFault> {
  try {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found === undefined) return ok(undefined);
    if (!found.isFile() || found.size > MOST_BYTES) return fail({ code: 'not-a-file' });
    return ok(readFileSync(file));
  } catch (error) {
    return fail({ code: 'unreachable', reason: errorCode(error) });
  }
}

/** Whether a plain file stands there, or nothing: a pipe would stop the app for ever, and a link may lead anywhere. */
export function isRegularFileOrMissing(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    // It may not even be looked at.
    return false;
  }
}

/**
 * Writes a file so that a crash, a kill and a power cut leave the old or the new one, whole: beside it, onto the disk, read
 * back, and only then in its place. What stands there, a link too, is replaced and never written into. The failure is the
 * system's code, `ENOSPC`; `EIO` when what was read back is not what was written.
 */
export function writeFileAtomically(folder: string, name: string, content: string | Buffer): Result<undefined, string> {
  const bytes = Buffer.from(content);
  // It would never be read again.
  if (bytes.length > MOST_BYTES) return fail('EFBIG');
  const draft = join(folder, `${name}.tmp-${randomUUID()}`);
  try {
    const open = openSync(draft, 'wx', FILE_MODE);
    try {
      writeWhole(open, draft, bytes);
      renameSync(draft, join(folder, name));
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    syncFolder(folder);
    return ok(undefined);
  } catch (error) {
    return fail(errorCode(error));
  }
}

/**
 * Makes the folder and the files of these names its owner's alone, and takes away what a write of them left behind that
 * was killed half-way. What the disk refuses stays as it is: the next write tells of it.
 */
export function prepareFolder(folder: string, isOurs: (name: string) => boolean): Result<undefined, string> {
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    // Followed where the folder is a link: its own mode says nothing.
    const { mode } = statSync(folder);
    // One with the sticky bit is everybody's, as /tmp is.
    if ((mode & 0o1000) === 0) tighten(folder, mode, FOLDER_MODE);
    for (const name of readdirSync(folder)) {
      const [whole = '', ...draft] = name.split('.tmp-');
      if (!isOurs(whole)) continue;
      const file = join(folder, name);
      const found = lstatSync(file);
      if (draft.length > 0) rmSync(file, { recursive: true });
      else if (found.isFile()) tighten(file, found.mode, FILE_MODE);
    }
    return ok(undefined);
  } catch (error) {
    return fail(errorCode(error));
  }
}

/**
 * Keeps what cannot be read under the name `registry.unreadable-<time>.json`, of which the five newest stay.
 * @param now Unix milliseconds
 */
export function setAside(folder: string, name: string, now: number): Result<undefined, string> {
  try {
    const stem = `${name.split('.')[0]}.unreadable-`;
    const earlier = readdirSync(folder).filter((one) => one.startsWith(stem));
    const backedUp = backUpAs(folder, name, `${stem}${now}`, '.json');
    if (!backedUp.ok) return backedUp;
    for (const old of earlier.toSorted().slice(0, Math.max(0, earlier.length + 1 - MOST_ASIDE))) {
      rmSync(join(folder, old), { recursive: true });
    }
    return ok(undefined);
  } catch (error) {
    return fail(errorCode(error));
  }
}

/**
 * Keeps what stands under a name under another one too, `<stem><ending>` or the first that is free of `<stem>-2<ending>` and
 * so on. A file stays in its own place too, until another is renamed over it: there is no moment at which it could be lost.
 */
export function backUpAs(folder: string, name: string, stem: string, ending = ''): Result<undefined, string> {
  try {
    const file = join(folder, name);
    const taken = readdirSync(folder);
    let named = `${stem}${ending}`;
    for (let n = 2; taken.includes(named); n += 1) named = `${stem}-${n}${ending}`;
    const aside = join(folder, named);
    if (!lstatSync(file).isFile() || !isLinked(file, aside)) renameSync(file, aside);
    return ok(undefined);
  } catch (error) {
    return fail(errorCode(error));
  }
}

/** The names in a folder that are ours; none when it cannot be looked at. */
export function listFiles(folder: string, isOurs: (name: string) => boolean): readonly string[] {
  try {
    return readdirSync(folder).filter(isOurs);
  } catch {
    return [];
  }
}

/** Deletes every file of these names and what their writes left behind; the failure is why one of them is still there. */
export function deleteFiles(folder: string, isOurs: (name: string) => boolean): Result<undefined, string> {
  try {
    const ours = () => readdirSync(folder).filter((name) => isOurs(name.split('.tmp-')[0] ?? ''));
    for (const name of ours()) rmSync(join(folder, name), { recursive: true });
    syncFolder(folder);
    return ours().length === 0 ? ok(undefined) : fail('EIO');
  } catch (error) {
    return fail(errorCode(error));
  }
}

function writeWhole(open: number, file: string, bytes: Buffer): void {
  try {
    // By the open file Node writes on after a short write, and so meets the full disk's own code.
    writeFileSync(open, bytes);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
  if (!readFileSync(file).equals(bytes)) throw new Error('Not as written');
}

/** A name that a rename gave is on the disk only when its folder is. Windows and some shared folders have no such call. */
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

/** What is narrower than wanted is somebody's wish. */
function tighten(path: string, mode: number, wanted: number): void {
  if ((mode & 0o777 & ~wanted) !== 0) chmodSync(path, mode & wanted);
}

/** Gives a file a second name; some file systems have none. */
function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch {
    return false;
  }
}

/** The system's code of an error, `ENOSPC`; `EIO` when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';
}
