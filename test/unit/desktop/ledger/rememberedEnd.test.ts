import { describe, expect, it } from 'vitest';
import type { RememberedLine } from '../../../../main/desktop/files/preferences.ts';
import { rememberedEnd } from '../../../../main/desktop/ledger/rememberedEnd.ts';
import { entry, ledgerFolder } from './ledgerFolder.ts';

/** Preferences in memory, and runs of the app on one folder. */
function remembering() {
  const one = ledgerFolder();
  let line: RememberedLine | undefined;
  let writes = 0;
  const preferences = {
    lastLedgerEnd: async () => line,
    rememberLedgerEnd: async (next: RememberedLine | undefined) => {
      line = next;
      writes += 1;
    },
  };
  const start = () => {
    const ledger = one.open();
    const waits: (() => void)[] = [];
    const end = rememberedEnd(one.folder, ledger, preferences, (_, act) => waits.push(act));
    const append = (at: number) => {
      ledger.append(entry(at));
      end.note();
    };
    return { ledger, end, waits, append };
  };
  return { ...one, start, line: () => line, writes: () => writes };
}

describe('the remembered end of the ledger', () => {
  it('is that of its last line, once for many lines', async () => {
    const { start, line, writes } = remembering();
    const { append, end, waits, ledger } = start();
    for (const at of [1, 2, 3]) append(at);
    expect([waits.length, line()]).toEqual([1, undefined]);
    await end.flush();
    expect([line(), writes()]).toEqual([{ n: 3, hash: ledger.end?.hash }, 1]);
    await end.flush();
    expect(writes()).toBe(1);
  });

  it('is found again by the next run, also behind a line that was not remembered', async () => {
    const { start, verify } = remembering();
    const first = start();
    first.append(1);
    await first.end.flush();
    // Killed before this one is remembered.
    first.append(2);
    const second = start();
    second.append(3);
    await second.end.flush();
    expect(verify(second.ledger.end)).toEqual({ is: 'whole', entries: 3 });
  });

  it.each<readonly [string, (lines: readonly string[]) => readonly string[], number]>([
    ['its last lines were cut off', (lines) => lines.slice(0, 2), 2],
    ['its last line was cut off in the middle', (lines) => [...lines.slice(0, 3), `${lines[3]}`.slice(0, 50)], 3],
    ['it was emptied', () => [], 1],
  ])('makes the ledger tell for good that %s', async (_kind, change, line) => {
    const { start, lines, write, verify } = remembering();
    const first = start();
    for (const at of [1, 2, 3, 4]) first.append(at);
    await first.end.flush();
    write(
      change(lines())
        .map((one) => `${one}\n`)
        .join('')
        .replace(/(?<!\})\n$/, ''),
    );
    for (const at of [5, 6]) {
      const next = start();
      await next.end.flush();
      next.append(at);
      await next.end.flush();
      expect(verify(next.ledger.end)).toMatchObject({ is: 'broken', fault: 'cut', line });
    }
  });

  it('is not missed when a whole new chain stands there, as long as the old one', async () => {
    const { start, write, verify } = remembering();
    const first = start();
    for (const at of [1, 2, 3]) first.append(at);
    await first.end.flush();
    write('');
    const forged = start();
    for (const at of [7, 8, 9]) forged.ledger.append(entry(at));
    const next = start();
    next.append(10);
    await next.end.flush();
    expect(verify(next.ledger.end)).toMatchObject({ is: 'broken', fault: 'cut' });
  });

  it('is forgotten with the ledger', async () => {
    const { start, line, verify } = remembering();
    const { append, end, ledger } = start();
    append(1);
    await end.flush();
    await end.forget();
    // What was planned before, and runs in between.
    await end.flush();
    expect(line()).toBeUndefined();
    ledger.clear();
    append(2);
    await end.flush();
    expect(verify(ledger.end)).toEqual({ is: 'whole', entries: 1 });
  });

  it('is not remembered any more when it is forgotten while it is being remembered', async () => {
    const { start, line } = remembering();
    const { append, end, ledger } = start();
    await end.flush();
    append(1);
    const flushing = end.flush();
    await end.forget();
    ledger.clear();
    await flushing;
    expect(line()).toBeUndefined();
  });

  it.each([
    ['before the ledger is emptied', false],
    ['after it', true],
  ])('makes no start tell of a cut when the app is killed while it forgets: %s', async (_when, isCleared) => {
    const { start, verify } = remembering();
    const { append, end, ledger } = start();
    append(1);
    append(2);
    await end.flush();
    await end.forget();
    if (isCleared) ledger.clear();
    const next = start();
    await next.end.flush();
    expect(verify(next.ledger.end)).toEqual({ is: 'whole', entries: isCleared ? 0 : 2 });
  });
});
