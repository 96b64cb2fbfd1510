import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdFolder, otherComputerIn, thisComputer } from '../../../../main/desktop/instance/heartbeat.ts';
import { folderWith, modeOf, namesIn } from '../files/diskFolder.ts';

const here = { computer: 'a'.repeat(32), host: 'desk-4' };
const there = { computer: 'b'.repeat(32), host: 'laptop-7.example' };
const FILE = 'in-use.json';
const MINUTE = 60_000;

const textOf = (folder: string) => JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
/** A folder that another computer said this of, so long ago, milliseconds. */
function usedBy(content: unknown, ago = 0): string {
  const folder = folderWith({ [FILE]: typeof content === 'string' ? content : JSON.stringify(content) });
  const at = new Date(Date.now() - ago);
  utimesSync(join(folder, FILE), at, at);
  return folder;
}

describe('a folder that two computers can reach', () => {
  it('is in use where another one holds it, and nothing is left of the question', () => {
    const folder = folderWith();
    const release = holdFolder(folder, there, () => undefined);
    expect(otherComputerIn(folder, here)).toBe('laptop-7.example');
    expect([namesIn(folder), modeOf(folder, FILE)]).toEqual([[FILE], '600']);
    expect(otherComputerIn(folder, there)).toBeUndefined();
    release();
    expect(otherComputerIn(folder, here)).toBeUndefined();
  });

  it.each([
    ['just now', 0, 'laptop-7.example'],
    ['two minutes ago', 2 * MINUTE, 'laptop-7.example'],
    ['a minute ahead, by a drive with a clock of its own', -MINUTE, 'laptop-7.example'],
    ['four minutes ago', 4 * MINUTE, undefined],
    ['last year', 365 * 24 * 60 * MINUTE, undefined],
    ['next year', -365 * 24 * 60 * MINUTE, undefined],
  ])('is told to be in use by one that was there %s', (_when, ago, host) => {
    expect(otherComputerIn(usedBy({ ...there, ended: false }, ago), here)).toBe(host);
  });

  it.each([
    ['nothing', ''],
    ['half a heartbeat', '{"computer":"bbbb'],
    ['an array', []],
    ['no computer', { host: 'pc', ended: false }],
    ['a host that is none', { ...there, host: 'a\nb', ended: false }],
    ['a host without end', { ...there, host: 'a'.repeat(254), ended: false }],
    ['an end that is none', { ...there, ended: 'no' }],
  ])('is not in use where the file has %s', (_what, content) => {
    expect(otherComputerIn(usedBy(content), here)).toBeUndefined();
  });

  it('is not in use where a folder is in the place of the file', () => {
    const folder = folderWith();
    mkdirSync(join(folder, FILE));
    expect(otherComputerIn(folder, here)).toBeUndefined();
    holdFolder(folder, here, () => undefined)();
  });
});

describe('the heartbeat', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('comes each minute, and its end is told', () => {
    const folder = folderWith();
    const release = holdFolder(folder, here, () => undefined);
    const long = new Date(0);
    utimesSync(join(folder, FILE), long, long);
    vi.advanceTimersByTime(MINUTE);
    expect(otherComputerIn(folder, there)).toBe('desk-4');
    release();
    expect(textOf(folder)).toEqual({ ...here, ended: true });
    vi.advanceTimersByTime(5 * MINUTE);
    expect(textOf(folder)).toEqual({ ...here, ended: true });
  });

  it.each([false, true])(
    'finds once that another computer has taken the folder meanwhile, and leaves it alone (%s)',
    (ended) => {
      const folder = folderWith();
      let taken = 0;
      const release = holdFolder(folder, here, () => {
        taken += 1;
      });
      const theirs = { ...there, ended };
      writeFileSync(join(folder, FILE), JSON.stringify(theirs));
      vi.advanceTimersByTime(5 * MINUTE);
      expect(taken).toBe(1);
      release();
      expect(textOf(folder)).toEqual(theirs);
    },
  );

  it('begins anew where the file was deleted', () => {
    const folder = folderWith();
    const release = holdFolder(folder, here, () => undefined);
    writeFileSync(join(folder, FILE), '');
    vi.advanceTimersByTime(MINUTE);
    expect(textOf(folder)).toEqual({ ...here, ended: false });
    release();
  });
});

describe('this computer', () => {
  it('is the same at every start, and its name holds nothing but letters, figures, dots and dashes', () => {
    expect(thisComputer()).toEqual(thisComputer());
    expect(thisComputer()).toEqual({
      computer: expect.stringMatching(/^[0-9a-f]{32}$/),
      host: expect.stringMatching(/^[\w.-]+$/),
    });
  });
});
