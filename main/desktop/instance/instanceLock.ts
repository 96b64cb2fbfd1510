import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orUndefined } from '../../result.ts';
import { errorCode } from '../files/whenFree.ts';

/** Two starts at once need three tries; only interference needs more. */
const MOST_TRIES = 100;
const CLAIM = /^claim-(\d{1,15})$/;
/** The target of Chromium's lock on Linux and macOS, a dangling link: host and process id of its holder, `host-4711`. */
const LOCK = /-(\d+)$/;

/** Who holds the folder: this process, another living one, or nobody because no claim can be written. */
export type Claim =
  | { readonly is: 'ours' | 'impossible' }
  | { readonly is: 'others'; readonly pid: number; readonly identity: string };

/** The app that runs already: how to reach it, whether it still runs, and how to end it at once. */
export interface OtherInstance {
  readonly socketPath: string;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
}

/**
 * Whose the folder is: ours, with the socket on which to answer later starts; another process's that can be met there; or
 * `shown`, another one's whose window Electron has shown.
 */
export type Instance =
  | { readonly is: 'ours'; readonly socketPath: string | undefined }
  | ({ readonly is: 'others' } & OtherInstance)
  | { readonly is: 'shown' };

/**
 * Makes sure that only one process of this computer uses the folder. Of two processes that start after a kill, the second may
 * delete the Electron lock that the first has just made, so on Linux each first writes a claim of ours. The second never
 * asks for Electron's lock there: after 20 s that kills a first one that does not answer, in the midst of a renewal too.
 * @param lock Electron's `requestSingleInstanceLock`
 * @param runtime this login session's folder: for the socket, and for the claim of a folder that cannot be written
 */
export function acquireInstanceLock(
  folder: string,
  lock: () => boolean,
  platform = process.platform,
  runtime = process.env.XDG_RUNTIME_DIR || tmpdir(),
): Instance {
  const first: Claim = platform === 'linux' ? acquireClaim(folder) : { is: 'impossible' };
  const elsewhere = platform === 'linux' ? folderElsewhere(folder, runtime) : undefined;
  const claim = elsewhere === undefined || first.is === 'others' ? first : acquireClaim(elsewhere);
  const socketPath = elsewhere && join(elsewhere, 'start.sock');
  if (claim.is === 'others') {
    const { pid, identity } = claim;
    const isAlive = () => processIdentity(pid) === identity;
    const kill = () => void (isAlive() && orUndefined(() => process.kill(pid, 'SIGKILL')));
    // Where there can be no socket nobody answers.
    return { is: 'others', socketPath: socketPath ?? '', isAlive, kill };
  }
  // In a folder that cannot be written nobody holds Electron's lock. On Windows the lock is not in the folder.
  const isOurs = lock() || (platform !== 'win32' && lockHolder(folder) === undefined);
  return isOurs ? { is: 'ours', socketPath } : { is: 'shown' };
}

/**
 * Claims the folder for a process. The newest of the numbered claims counts, and none is deleted before there is a
 * newer one, so that only one process finds its own the newest. A dangling link is created whole or not at all.
 */
export function acquireClaim(folder: string, self = processIdentity(process.pid)): Claim {
  if (self === undefined) return { is: 'impossible' };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const newest = newestClaim(folder);
      const holder = targetOf(join(folder, `claim-${newest}`));
      const pid = Number.parseInt(holder ?? '', 10);
      if (holder !== undefined && holder !== self && processIdentity(pid) === holder)
        return { is: 'others', pid, identity: holder };
      if (isLinked(self, join(folder, `claim-${newest + 1}`)) && newestClaim(folder) === newest + 1) {
        for (const old of claimsIn(folder)) if (old <= newest) rmSync(join(folder, `claim-${old}`), { force: true });
        return { is: 'ours' };
      }
    }
  } catch {
    // A full or read-only disk, which takes no lock of Electron's either.
  }
  return { is: 'impossible' };
}

/** `4711-306004-15c9d62c…`: a process's id, its start time and the computer's boot id; undefined when no such process runs. */
export function processIdentity(pid: number): string | undefined {
  return orUndefined(() => {
    // The program's name is in brackets and may itself contain brackets.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [state, began] = [fields[0], fields[19]];
    // It has ended, and its parent has not waited for it yet.
    if (state === 'Z' || state === 'X') return undefined;
    return `${pid}-${began}-${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  });
}

/** A folder on this computer that stands for another one, the same for every path to it; undefined when others can write there. */
function folderElsewhere(folder: string, runtime: string): string | undefined {
  return orUndefined(() => {
    const { dev, ino } = statSync(folder);
    const ours = join(runtime, `token-desk-${process.getuid?.()}`);
    mkdirSync(ours, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(ours);
    // In a shared folder somebody else may have made it first; a link has a mode that is open to all.
    if (uid !== process.getuid?.() || (mode & 0o077) !== 0) return undefined;
    const place = join(ours, `${dev}-${ino}`);
    mkdirSync(place, { recursive: true, mode: 0o700 });
    return place;
  });
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

/** The target of a link; undefined when there is no such link. */
function targetOf(link: string): string | undefined {
  return orUndefined(() => readlinkSync(link));
}

/** Creates a link; false when another process was faster. Throws when the disk refuses. */
function isLinked(target: string, link: string): boolean {
  try {
    symlinkSync(target, link);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
