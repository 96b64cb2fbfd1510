/** Pauses between tries, milliseconds. A virus scanner or an indexer lets go within a few tens; in all the app stands still for a quarter of a second. */
const PAUSES = [10, 20, 40, 80, 100];
/** What Windows says of a file that another program has open: which of them depends on the call and on that program. */
const IN_USE = new Set(['EBUSY', 'EPERM', 'EACCES']);

/** The system's code of an error, `ENOSPC`; `EIO` when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EIO';
}

/**
 * Runs a file call, on Windows again while another program has the file open: other systems let it be read and replaced
 * all the same, and mean something lasting by these codes. Throws the call's error; `EBUSY` when the file stays in use.
 */
export function whenFree<T>(act: () => T, isWindows = process.platform === 'win32', pause = standStill): T {
  for (const wait of isWindows ? PAUSES : []) {
    try {
      return act();
    } catch (error) {
      if (!IN_USE.has(errorCode(error))) throw error;
      pause(wait);
    }
  }
  try {
    return act();
  } catch (error) {
    throw isWindows && IN_USE.has(errorCode(error)) ? Object.assign(new Error('In use'), { code: 'EBUSY' }) : error;
  }
}

/** Blocks, because the callers' whole write must be over before anything else of the app runs. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
