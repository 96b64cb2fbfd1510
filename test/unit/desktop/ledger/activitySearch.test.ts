import { describe, expect, it } from 'vitest';
import { searchActivity } from '../../../../main/desktop/ledger/activitySearch.ts';
import { summariseActivity } from '../../../../main/desktop/ledger/activitySummary.ts';
import type { ActivityQuery } from '../../../../preload/activity.ts';
import { entry, ID, ledgerFolder } from './ledgerFolder.ts';

const OTHER = 'b'.repeat(32);
const HOUR = 3_600_000;
const PLENTY = { entries: 100, lines: 10_000 };
const now = new Date(2026, 10, 20, 14, 5).getTime();
const ago = (hours: number) => now - hours * HOUR;

/** A ledger in several files: some days of two connections. */
function someDays() {
  const one = ledgerFolder({ fullAt: 600, mostFull: 99 });
  const ledger = one.open();
  const beta = { id: OTHER, name: 'Beta “=1+1”, GmbH', organisation: 'Größe AG' };
  const entries = [
    entry(ago(24 * 40), { what: 'connected' }),
    entry(ago(24 * 6), { what: 'renewed', by: 'itself', token: 'ab12cd34' }),
    entry(ago(30), { ...beta, what: 'copied', by: 'tray' }),
    entry(ago(26), { ...beta, what: 'renewal-failed', by: 'itself', code: 'offline' }),
    entry(ago(13), { what: 'revealed' }),
    entry(ago(2), { ...beta, what: 'renewed', by: 'person' }),
    entry(ago(1), { ...beta, what: 'removed' }),
    entry(ago(0.5), { what: 'account-changed' }),
  ];
  for (const each of entries) ledger.append(each);
  return {
    ...one,
    numbers: (query: ActivityQuery) => searchActivity(one.folder, query, PLENTY, now).entries.map(({ n }) => n),
  };
}

describe('a search in the history', () => {
  it.each<readonly [string, ActivityQuery, readonly number[]]>([
    ['everything', {}, [8, 7, 6, 5, 4, 3, 2, 1]],
    ['of one connection', { connection: OTHER }, [7, 6, 4, 3]],
    ['of nobody', { connection: 'c'.repeat(32) }, []],
    ['renewals', { kind: 'renewals' }, [6, 4, 2]],
    ['failures', { kind: 'failures' }, [4]],
    ['copies', { kind: 'copies' }, [5, 3]],
    ['changes', { kind: 'changes' }, [8, 7, 1]],
    ['of today', { days: 1 }, [8, 7, 6, 5]],
    ['of two days', { days: 2 }, [8, 7, 6, 5, 4, 3]],
    ['by a name in another case', { text: 'beta “=1' }, [7, 6, 4, 3]],
    ['by an organisation in capitals', { text: 'GRÖSSE' }, [7, 6, 4, 3]],
    ['by an organisation without its dots', { text: 'grosse ag' }, [7, 6, 4, 3]],
    ['by an organisation with its letters', { text: 'größe' }, [7, 6, 4, 3]],
    ['by a token', { text: 'ab12CD' }, [2]],
    ['by a token as the exported table has it', { text: 'sha256:ab12cd34' }, [2]],
    ['by the words of an event', { text: 'renewed', alike: ['renewed'] }, [6, 2]],
    ['by the words of a failure', { text: 'no network', alike: ['offline'] }, [4]],
    ['by what no entry has', { text: 'id' }, []],
    ['before another', { before: 6, connection: OTHER }, [4, 3]],
    ['all at once', { connection: OTHER, kind: 'renewals', days: 2, text: 'b', before: 6 }, [4]],
  ])('finds the newest first: %s', async (_what, query, expected) => {
    expect(someDays().numbers(query)).toEqual(expected);
  });

  it.each([
    ['in November', new Date(2026, 10, 20), [new Date(2026, 9, 1), new Date(2026, 10, 1)]],
    ['in January', new Date(2027, 0, 31, 23, 59), [new Date(2026, 11, 1), new Date(2027, 0, 1)]],
    ['after a shorter month', new Date(2026, 2, 31), [new Date(2026, 1, 1), new Date(2026, 2, 1)]],
  ] as const)(
    'finds what the calendar month before this one has, from its first moment to its last: %s',
    (_when, at, month) => {
      const { folder, open } = ledgerFolder();
      const ledger = open();
      const [begin, end] = [month[0].getTime(), month[1].getTime()];
      for (const each of [begin - 1, begin, end - 1, end]) ledger.append(entry(each, { what: 'connected' }));
      const { entries } = searchActivity(folder, { days: 'last-month' }, PLENTY, at.getTime());
      expect(entries.map((one) => one.at)).toEqual([end - 1, begin]);
    },
  );

  it.each(['connected', 'signed-in-again', 'account-changed', 'edited', 'removed', 'restored'] as const)(
    'finds among the changes: %s',
    (what) => {
      const { folder, open } = ledgerFolder();
      open().append(entry(ago(1), { what }));
      const { entries } = searchActivity(folder, { kind: 'changes' }, PLENTY, now);
      expect(entries).toMatchObject([{ what }]);
    },
  );

  it('gives a page, and from where on the next one goes', async () => {
    const { folder } = someDays();
    const pages: (readonly number[])[] = [];
    let before: number | undefined;
    do {
      const page = searchActivity(folder, before === undefined ? {} : { before }, { ...PLENTY, entries: 3 }, now);
      pages.push(page.entries.map(({ n }) => n));
      before = page.next;
    } while (before !== undefined);
    expect(pages).toEqual([
      [8, 7, 6],
      [5, 4, 3],
      [2, 1],
    ]);
  });

  it('passes over what is no entry: of the ledger itself, edited, of a later version', async () => {
    const { folder, open, write, lines } = ledgerFolder();
    open().append(entry(ago(2)));
    const [line = ''] = lines();
    const bad = [
      line.replace(ID, '../../etc/passwd'),
      line.replace('"by":"window"', '"by":"somebody"'),
      line.replace('"name":"Acme Ltd"', '"name":7'),
      line.replace('"copied"', '"told-a-secret"'),
      line.replace('"copied"', '"renewal-failed"'),
      line.replace(`"at":${ago(2)}`, '"at":253402300800000'),
      line.replace('{', '{"__proto__":{"polluted":true},'),
      'garbage',
      '',
    ];
    write(`${[...bad, line].join('\n')}\n`);
    open().tellCut({ n: 9, hash: 'ab'.repeat(32) });
    const { entries } = searchActivity(folder, {}, PLENTY, now);
    expect(entries).toEqual([{ n: 1, at: ago(2), what: 'copied', by: 'window', id: ID, name: 'Acme Ltd' }]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('goes through foreign lines for no longer than through its own, and finds what is behind them', () => {
    const { folder, open, write, read } = ledgerFolder();
    open().append(entry(ago(2)));
    write(`${read()}${'garbage\n'.repeat(5_000)}`);
    const bounds = { entries: 100, lines: 1_000 };
    expect(searchActivity(folder, {}, bounds, now)).toEqual({ entries: [], next: Number.MAX_SAFE_INTEGER });
    // Nothing to go on from: a question that is asked again would be asked for ever.
    expect(searchActivity(folder, { before: Number.MAX_SAFE_INTEGER }, bounds, now)).toEqual({ entries: [] });
    expect(searchActivity(folder, {}, PLENTY, now).entries).toHaveLength(1);
  });

  it('opens no more files than it would look through lines', () => {
    const { folder, open, write } = ledgerFolder();
    open().append(entry(ago(2)));
    for (let n = 1; n <= 50; n += 1) write('', `ledger-${String(n).padStart(6, '0')}.jsonl`);
    const found = searchActivity(folder, { days: 30 }, { entries: 100, lines: 1_000 }, now);
    expect([found.entries.length, found.next]).toEqual([1, 1]);
    expect(searchActivity(folder, {}, PLENTY, now)).toMatchObject({ entries: [{ n: 1 }] });
  });

  it('passes over a file of more than 4 MB and a line of more than 64 KB, and goes on behind both', () => {
    const { folder, open, write, lines } = ledgerFolder();
    open().append(entry(ago(2)));
    const [line = ''] = lines();
    write(`${line}\n`, 'ledger-000001.jsonl');
    write(`${line.replace('"n":1,', '"n":7,')}\n`.repeat(40_000), 'ledger-000002.jsonl');
    const long = line.replace('"n":1,', '"n":8,').replace('"Acme Ltd"', JSON.stringify('x'.repeat(64 * 1024)));
    write(`${line.replace('"n":1,', '"n":9,')}\n${long}\n`);
    expect(searchActivity(folder, {}, PLENTY, now).entries.map(({ n }) => n)).toEqual([9, 1]);
    expect(summariseActivity(folder, undefined, now).connections).toEqual([{ id: ID, name: 'Acme Ltd' }]);
  });

  it('takes no other name of a file for one of its own', () => {
    const { folder, open, write, read, names } = ledgerFolder();
    const ledger = open();
    ledger.append(entry(ago(2)));
    const line = read();
    const foreign = [
      'ledger-0000001.jsonl',
      'ledger-00001.jsonl',
      'ledger-12345678901234.jsonl',
      'ledger-00000a.jsonl',
    ];
    for (const name of foreign) write(line.replace('"n":1,', '"n":5,'), name);
    write(line.replace('"n":1,', '"n":4,'), 'ledger-1000000000000.jsonl');
    expect(searchActivity(folder, {}, PLENTY, now).entries.map(({ n }) => n)).toEqual([1, 4]);
    ledger.clear();
    expect(names()).toEqual(foreign.toSorted());
  });

  it('of no history finds nothing', async () => {
    expect(searchActivity(ledgerFolder().folder, {}, PLENTY, now)).toEqual({ entries: [] });
  });
});

describe('the summary of the history', () => {
  it('counts the renewals of the last 30 days by the computer’s days, and names every connection', () => {
    const { folder } = someDays();
    const { days, connections } = summariseActivity(folder, undefined, now);
    const told = days.map(({ renewed, failed }, index) => [index - 29, renewed, failed]).filter(([, a, b]) => a || b);
    expect(days).toHaveLength(30);
    expect(days.at(-1)?.at).toBe(new Date(2026, 10, 20).getTime());
    expect(told).toEqual([
      [-6, 1, 0],
      [-1, 0, 1],
      [0, 1, 0],
    ]);
    expect(connections).toEqual([
      { id: ID, name: 'Acme Ltd' },
      { id: OTHER, name: 'Beta “=1+1”, GmbH', organisation: 'Größe AG' },
    ]);
  });

  it('counts those of one connection alone, and still names all', () => {
    const { folder } = someDays();
    const { days, connections } = summariseActivity(folder, ID, now);
    expect(days.reduce((sum, { renewed, failed }) => sum + renewed + failed, 0)).toBe(1);
    expect(connections).toHaveLength(2);
  });

  it('takes an event at midnight for the day that begins', () => {
    const { folder, open } = ledgerFolder();
    for (const day of [0, 1, 29])
      open().append(entry(new Date(2026, 10, 20 - day).getTime(), { what: 'renewed', by: 'itself' }));
    open().append(entry(new Date(2026, 10, 20 - 29).getTime() - 1, { what: 'renewed', by: 'itself' }));
    const { days } = summariseActivity(folder, undefined, now);
    expect(days.flatMap(({ renewed }, index) => (renewed > 0 ? [[index, renewed]] : []))).toEqual([
      [0, 1],
      [28, 1],
      [29, 1],
    ]);
  });
});
