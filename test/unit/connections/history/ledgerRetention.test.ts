import { describe, expect, it } from 'vitest';
import { ClipboardCopy } from '../../../../main/connections/clipboardCopy.ts';
import { Ledger } from '../../../../main/connections/history/ledger.ts';
import type { LedgerEvent } from '../../../../main/connections/history/ledgerLine.ts';
import { fail } from '../../../../main/result.ts';
import { FakeClipboard } from '../../../fakes/clipboard.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { FakeLedgerStore } from '../../../fakes/ledger.ts';
import { connectedWorld, must } from '../../../fakes/world.ts';

const ID = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const mark: LedgerEvent = { what: 'renewing' };
const offline: LedgerEvent = { what: 'renewal-failed', code: 'offline', answer: 'known' };
const unsure: LedgerEvent = { what: 'renewal-failed', code: 'offline', answer: 'lost' };
const locked: LedgerEvent = { what: 'renewal-failed', code: 'keychain-locked' };
const copied: LedgerEvent = { what: 'copied', from: 'window' };

describe('the room of the ledger', () => {
  it('is bounded, for each connection and in all, and keeps the newest', () => {
    const clock = new FakeClock();
    const store = new CountingStore();
    const ledger = new Ledger(store, clock);
    ledger.record(OTHER, { what: 'renewing' });
    ledger.record(OTHER, { what: 'renewal-failed', code: 'interrupted', answer: 'lost' });
    for (let count = 0; count < 120_000; count += 1) {
      clock.jump(1);
      ledger.record((count % 60).toString(16).padStart(32, '0'), { what: 'copied', from: 'window' });
    }
    expect(store.most).toBeLessThanOrEqual(50_001);
    expect(store.count).toBeLessThanOrEqual(50_001);
    const newest = (59).toString(16).padStart(32, '0');
    expect(ledger.history(newest)).toHaveLength(250);
    expect(ledger.history(newest)[0]?.at).toBe(clock.now());
    expect(ledger.interruptedAt(OTHER)).toBeDefined();
  });

  it('keeps the newest by the order in which they came, whatever the clock said then', () => {
    const store = new FakeLedgerStore();
    const later = JSON.stringify({ id: OTHER, at: 250_000_000_000_000, what: 'copied', from: 'tray' });
    const ids = Array.from({ length: 200 }, (_, index) => index.toString(16).padStart(32, '0'));
    store.lines = Array.from({ length: 50_000 }, (_, index) => later.replace(OTHER, ids[index % 200] ?? ''));
    const ledger = new Ledger(store, new FakeClock());
    ledger.record(ID, { what: 'connected' });
    expect(store.lines).toHaveLength(25_000);
    expect(ledger.history(ID).map(({ what }) => what)).toEqual(['connected']);
    expect(store.lines.at(-1)).toContain(ID);
  });

  it('leaves what was before a weekend without a network in the history, and when that began and was last met', async () => {
    const { clock, connections, fyle, ledger, ledgerStore, id } = await connectedWorld(0.5);
    must(await new ClipboardCopy(connections, new FakeClipboard(), clock, ledger, () => undefined).copy(id, 'window'));
    fyle.always('token', () => fail({ code: 'offline', host: 'app.fylehq.com' }));
    await clock.advance(62 * 3_600_000);
    expect(fyle.count('token')).toBeGreaterThan(250);
    const history = ledger.history(id);
    expect(history.map(({ what }) => what)).toEqual(['renewal-failed', 'renewal-failed', 'copied', 'connected']);
    const [last, first] = history.map(({ at }) => clock.now() - at);
    expect([Number(last) < 900_000, Number(first) > 61 * 3_600_000]).toEqual([true, true]);
    expect(new Ledger(ledgerStore, clock).history(id)).toEqual(history);
  });

  it.each<readonly [string, readonly LedgerEvent[], readonly number[]]>([
    ['one', [offline], [0]],
    ['two', [offline, offline], [0, 1]],
    ['many', [offline, offline, offline, offline], [0, 3]],
    ['of another kind', [offline, locked, offline, locked], [0, 1, 2, 3]],
    ['of another answer', [unsure, offline, unsure, unsure, unsure], [0, 1, 2, 4]],
    ['with something between', [offline, offline, offline, copied, offline, offline, offline], [0, 2, 3, 4, 6]],
    ['after marks', [mark, offline, mark, offline, mark, offline], [1, 5]],
    ['that are none', [copied, copied, copied], [0, 1, 2]],
  ])('keeps of failures in a row the first and the newest: %s', (_name, events, expected) => {
    const clock = new FakeClock();
    const store = new FakeLedgerStore();
    const ledger = new Ledger(store, clock);
    const numbers: number[] = [];
    const begin = clock.now();
    for (const event of events) {
      ledger.record(ID, event);
      numbers.push(ledger.revision(ID));
      clock.jump(1);
    }
    const times = (one: Ledger) => one.history(ID).map(({ at }) => at - begin);
    expect(times(ledger)).toEqual(expected.toReversed());
    expect(times(new Ledger(store, clock))).toEqual(expected.toReversed());
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  });

  it('gives failures of many kinds no more than half of the room', () => {
    const clock = new FakeClock();
    const ledger = new Ledger(new CountingStore(), clock);
    for (let count = 0; count < 125; count += 1) ledger.record(ID, copied);
    for (let count = 0; count < 500; count += 1) ledger.record(ID, count % 2 === 0 ? offline : locked);
    const history = ledger.history(ID).map(({ what }) => what);
    expect([history.length, history.filter((what) => what === 'copied').length]).toEqual([250, 125]);
    for (let count = 0; count < 130; count += 1) ledger.record(ID, copied);
    expect(ledger.history(ID).filter(({ what }) => what === 'copied')).toHaveLength(130);
  });

  it('leaves a thousand connections their copies through days of failures of many kinds', () => {
    const ledger = new Ledger(new CountingStore(), new FakeClock());
    const ids = Array.from({ length: 1_000 }, (_, index) => index.toString(16).padStart(32, '0'));
    for (const id of ids) ledger.record(id, copied);
    for (let round = 0; round < 100; round += 1) {
      for (const id of ids) {
        ledger.record(id, mark);
        ledger.record(id, round % 2 === 0 ? offline : locked);
      }
    }
    expect(ids.filter((id) => ledger.history(id).at(-1)?.what === 'copied')).toHaveLength(1_000);
    expect(ids.every((id) => ledger.history(id)[0]?.what === 'renewal-failed')).toBe(true);
  });

  it('still knows after failures of every kind in a row that a renewal is in doubt, and whether the provider rotates', () => {
    const clock = new FakeClock();
    const store = new FakeLedgerStore();
    const ledger = new Ledger(store, clock);
    ledger.record(ID, { what: 'renewed', by: 'itself', rotated: 'kept' });
    const at = clock.now();
    for (let count = 0; count < 400; count += 1) {
      ledger.record(ID, mark);
      ledger.record(ID, unsure);
      clock.jump(1);
    }
    const known = (one: Ledger) => [one.interruptedAt(ID), one.rotates(ID), one.history(ID).length];
    expect(known(ledger)).toEqual([at, true, 3]);
    expect(known(new Ledger(store, clock))).toEqual([at, true, 3]);
  });
});

/** Counts the lines that a file would hold. */
class CountingStore {
  count = 0;
  most = 0;

  read() {
    return [];
  }

  append(): void {
    this.count += 1;
    this.most = Math.max(this.most, this.count);
  }

  replace(lines: readonly unknown[]): boolean {
    this.count = lines.length;
    return true;
  }
}
