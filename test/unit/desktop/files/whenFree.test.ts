import { describe, expect, it } from 'vitest';
import { saveWhenFree } from '../../../../main/desktop/files/saveWhenFree.ts';
import { whenFree } from '../../../../main/desktop/files/whenFree.ts';

function refused(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A call that fails so often with this code, and what became of it. */
function tried(code: string, failures: number, isWindows: boolean) {
  const pauses: number[] = [];
  let calls = 0;
  const act = () => {
    calls += 1;
    if (calls <= failures) throw refused(code);
    return 'done';
  };
  const outcome = () => {
    try {
      return whenFree(act, isWindows, (pause) => pauses.push(pause));
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };
  return { outcome: outcome(), calls, waited: pauses.reduce((sum, pause) => sum + pause, 0) };
}

// The codes are Windows' own, thrown by the test. Its own file calls were tried by hand (docs/electron.md "Files on Windows").
describe('a file that another program has open on Windows', () => {
  it.each(['EBUSY', 'EPERM', 'EACCES'])('is tried again after %s, and is done when it is free', (code) => {
    expect(tried(code, 3, true)).toEqual({ outcome: 'done', calls: 4, waited: 70 });
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('is told as in use after a quarter of a second of %s', (code) => {
    expect(tried(code, Infinity, true)).toEqual({ outcome: 'EBUSY', calls: 6, waited: 250 });
  });

  it.each(['ENOSPC', 'EISDIR', 'ENOENT', 'EROFS'])('is something else after %s, and told at once', (code) => {
    expect(tried(code, Infinity, true)).toEqual({ outcome: code, calls: 1, waited: 0 });
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])('is no matter elsewhere, where %s lasts', (code) => {
    expect(tried(code, Infinity, false)).toEqual({ outcome: code, calls: 1, waited: 0 });
  });

  it('lets go while the call waits', () => {
    const begin = performance.now();
    const free = () => {
      if (performance.now() - begin < 50) throw refused('EPERM');
      return performance.now() - begin;
    };
    expect(whenFree(free, true)).toBeGreaterThanOrEqual(50);
  });
});

describe('a list whose file stays in use', () => {
  it('is saved again every five seconds until it is free, by one timer', () => {
    const timers: { readonly milliseconds: number; readonly act: () => void }[] = [];
    let saves = 0;
    const list: { diskError: string | undefined; save(): void } = {
      diskError: undefined,
      save: () => {
        saves += 1;
        if (saves === 3) list.diskError = undefined;
      },
    };
    const changed = saveWhenFree(list, (milliseconds, act) => timers.push({ milliseconds, act }));
    changed();
    expect(timers).toEqual([]);
    list.diskError = 'EBUSY';
    changed();
    changed();
    for (let tries = 0; tries < 9; tries += 1) timers.shift()?.act();
    expect([saves, timers]).toEqual([3, []]);
    list.diskError = 'ENOSPC';
    changed();
    expect(timers).toEqual([]);
    list.diskError = 'EBUSY';
    changed();
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([5000]);
  });
});
