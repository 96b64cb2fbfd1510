import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from './atomicFile.ts';

/** Two starts at once need three; what is not decided by then is somebody's game. */
const MOST_TRIES = 100;
const CLAIM = /^claim-(\d{1,15})$/;
/** Chromium's lock on Linux and macOS: a link that leads nowhere, named after who holds it, `host-4711`. */
const LOCK = /-(\d+)$/;

/** Whose the folder is: ours, another living process', or nobody's because the disk takes no claim. */
export type Claim = { readonly is: 'ours' | 'impossible' } | { readonly is: 'others'; readonly pid: number };

/**
 * Whether this process may write in the folder, because no other does. Electron's lock alone does not tell: after a kill,
 * of two starts at once the second takes away the lock that the first has just put in the stale one's place, and both run.
 * So a claim of ours comes before it; who comes second only asks for a lock that is held, which shows the first's window.
 * A folder that takes neither still holds sign-ins, which two at once would renew: so there is a second claim elsewhere.
 * @param lock Electron's `requestSingleInstanceLock`
 * @param runtime where a program may put what is gone with the session
 */
export function acquireInstanceLock(
  folder: string,
  lock: () => boolean,
  platform = process.platform,
  runtime = process.env.XDG_RUNTIME_DIR || tmpdir(),
): boolean {
  const first: Claim = platform === 'linux' ? acquireClaim(folder) : { is: 'impossible' };
  const elsewhere = platform === 'linux' && first.is !== 'others' ? fallbackFolder(folder, runtime) : undefined;
  const claim = elsewhere === undefined ? first : acquireClaim(elsewhere);
  if (claim.is === 'others') {
    // One that has not got it yet is about to show its window anyway.
    if (lockHolder(folder) === claim.pid) lock();
    return false;
  }
  // Where no lock can be put, as in a folder that may not be written, nobody has one. Windows keeps it elsewhere.
  return lock() || (platform !== 'win32' && lockHolder(folder) === undefined);
}

/**
 * Claims the folder for a process. Claims are numbered, the newest counts, and none is taken away before there is a newer
 * one: whoever finds that its own is the newest is not wrong, however many try at once. A claim is a link that leads
 * nowhere: made whole or not at all.
 * @param self names this process, and no other before or after it
 */
export function acquireClaim(folder: string, self = processIdentity(process.pid)): Claim {
  if (self === undefined) return { is: 'impossible' };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const newest = newestClaim(folder);
      const holder = targetOf(join(folder, `claim-${newest}`));
      const pid = Number.parseInt(holder ?? '', 10);
      if (holder !== undefined && holder !== self && processIdentity(pid) === holder) return { is: 'others', pid };
      if (isLinked(self, join(folder, `claim-${newest + 1}`)) && newestClaim(folder) === newest + 1) {
        for (const old of claimsIn(folder)) if (old <= newest) rmSync(join(folder, `claim-${old}`), { force: true });
        return { is: 'ours' };
      }
    }
  } catch {
    // A disk that is full or may not be written: it takes no lock of Electron's either.
  }
  return { is: 'impossible' };
}

/** `4711-306004-15c9d62c…`: a process, when it began, and since which start of the computer; undefined when there is none. */
export function processIdentity(pid: number): string | undefined {
  try {
    // The program's name stands in brackets and may hold anything, brackets too.
    const began = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
    return `${pid}-${began}-${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}

/** Where a folder is claimed that may take no claim itself, whatever path leads to it; undefined when that is not ours alone. */
function fallbackFolder(folder: string, runtime: string): string | undefined {
  try {
    const { dev, ino } = statSync(folder);
    const ours = join(runtime, `token-desk-${process.getuid?.()}`);
    mkdirSync(ours, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(ours);
    // In a place that is everybody's somebody else may have made it first. A link is open to all by its mode.
    return uid === process.getuid?.() && (mode & 0o077) === 0 ? join(ours, `${dev}-${ino}`) : undefined;
  } catch {
    return undefined;
  }
}

function newestClaim(folder: string): number {
  return Math.max(0, ...claimsIn(folder));
}

function claimsIn(folder: string): readonly number[] {
  return readdirSync(folder).flatMap((name) => CLAIM.exec(name)?.slice(1).map(Number) ?? []);
}

function lockHolder(folder: string): number | undefined {
  const pid = LOCK.exec(targetOf(join(folder, 'SingletonLock')) ?? '')?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Where a link leads; undefined when there is none, or none any more. */
function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** Whether this link was made now, and not by somebody else a moment ago. */
function isLinked(target: string, link: string): boolean {
  try {
    symlinkSync(target, link);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
