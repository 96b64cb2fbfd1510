import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { bugEvent, openLog } from '../../../../main/desktop/files/log.ts';

const SECRET = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2ln';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'token-desk log-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

describe('a bug as it is written down', () => {
  it('is the error’s class and the place in our own code', () => {
    expect(bugEvent(new TypeError('boom'))).toEqual({
      event: 'bug',
      name: 'TypeError',
      at: expect.stringMatching(/^log\.test\.ts:\d+:\d+$/),
    });
  });

  it.each([
    ['its message', new Error(SECRET)],
    ['its message, which looks like a place', new Error(`${SECRET}:1:2`)],
    ['a message of several lines', new Error(`first\n${SECRET}\n${SECRET}:1:2`)],
    ['a message that looks like a stack', new Error(`boom\n    at ${SECRET}:1:2\n    at (${SECRET}:1:2)`)],
    ['a message that was changed', changed(new Error(`${SECRET}:1:2`))],
    ['its cause', new Error('boom', { cause: { body: { access_token: SECRET } } })],
    ['what is in it', Object.assign(new Error('boom'), { body: SECRET })],
    ['the errors in it', new AggregateError([new Error(SECRET)], SECRET)],
    ['an error without a stack', Object.assign(new Error(SECRET), { stack: undefined })],
    ['a text that was thrown', SECRET],
    ['an object that was thrown', { message: SECRET }],
  ])('never carries %s', (_name, error) => {
    const written = JSON.stringify(bugEvent(error));
    expect(written).toContain('"event":"bug"');
    expect(written).not.toContain('c2VjcmV0');
  });

  it('never carries any message', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'binary' }), (message) => {
        const { name, at } = { at: '', name: '', ...bugEvent(new Error(message)) };
        expect([name, at.replace(/\d/g, '#')]).toEqual(['Error', expect.stringMatching(/^log\.test\.ts:#+:#+$/)]);
      }),
    );
  });

  it.each([undefined, null, 7, [], () => SECRET])('of no error is its type alone: %s', (thrown) => {
    expect(bugEvent(thrown)).toEqual({ event: 'bug', name: typeof thrown, at: '' });
  });
});

describe('the log', () => {
  it('is a file of lines of JSON, readable by its owner alone', async () => {
    const path = folder();
    const log = openLog(path);
    log({ event: 'request-failed', request: 'connect', code: 'line\r\nbreak \u001b[31m' });
    log({ event: 'registry-found', as: 'registry-restored' });
    const file = join(path, 'main.log');
    await vi.waitFor(() => expect(existsSync(file) && readFileSync(file, 'utf8').split('\n')).toHaveLength(3));
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(lines).toEqual([
      { at, event: 'request-failed', request: 'connect', code: 'line\r\nbreak \u001b[31m' },
      { at, event: 'registry-found', as: 'registry-restored' },
    ]);
    expect(readFileSync(file, 'utf8')).not.toContain('\u001b');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written stops nothing', async () => {
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    const log = openLog(join(path, 'logs'));
    expect(() => log({ event: 'registry-found', as: 'registry-restored' })).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it.each([
    ['whose library does not load', () => Promise.reject(new Error('Cannot find package'))],
    ['whose library throws', () => Promise.resolve({ default: undefined as never })],
  ])('%s loses what it is told, and no rejection comes of it that would be logged in its turn', async (_name, load) => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    onTestFinished(() => void process.off('unhandledRejection', note));
    let loads = 0;
    const log = openLog(folder(), () => {
      loads += 1;
      return load();
    });
    log({ event: 'registry-found', as: 'registry-restored' });
    log({ event: 'registry-found', as: 'registry-restored' });
    // Node reports unhandled rejections after the microtasks of a turn.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect({ loads, rejections }).toEqual({ loads: 1, rejections: [] });
  });

  it.skipIf(process.platform === 'win32')('follows no link, and waits for no pipe in its place', async () => {
    const path = folder();
    writeFileSync(join(path, 'mine.txt'), 'mine');
    for (const [one, put] of [
      ['linked', (file: string) => symlinkSync(join(path, 'mine.txt'), file)],
      ['piped', (file: string) => execFileSync('mkfifo', [file])],
    ] as const) {
      mkdirSync(join(path, one));
      put(join(path, one, 'main.log'));
      openLog(join(path, one))({ event: 'registry-found', as: 'registry-restored' });
      // Once loaded, the library writes at once.
      await import('electron-log/node');
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(readFileSync(join(path, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

/** V8 builds the stack when it is first read, with the message of that time. */
function changed(error: Error): Error {
  if (error.stack === undefined) throw new Error('No stack');
  error.message = 'boom';
  return error;
}
