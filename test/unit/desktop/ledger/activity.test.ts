import { describe, expect, it } from 'vitest';
import { readActivity } from '../../../../main/desktop/ledger/activity.ts';
import { searchActivity } from '../../../../main/desktop/ledger/activitySearch.ts';
import type { AskLedger, LedgerQuestion } from '../../../../main/desktop/ledger/ledgerThread.ts';
import { entry, ID, ledgerFolder } from './ledgerFolder.ts';

const OTHER = 'b'.repeat(32);

/** A history of this many lines, of which every hundredth is Beta's; what was asked of the thread, and how many at once. */
function longHistory(lines: number) {
  const { folder, open } = ledgerFolder();
  const ledger = open();
  const now = Date.now();
  for (let n = 1; n <= lines; n += 1)
    ledger.append(entry(now - lines + n, n % 100 === 0 ? { id: OTHER, name: 'Beta GmbH' } : {}));
  const asked: LedgerQuestion[] = [];
  let running = 0;
  let most = 0;
  const ask = (async (question: LedgerQuestion) => {
    if (question.is !== 'search') throw new Error('Not asked here');
    asked.push(question);
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return searchActivity(folder, question.query, question.bounds, now);
  }) as AskLedger;
  const end = { forget: async () => undefined, flush: async () => undefined };
  return {
    activity: readActivity(
      folder,
      async () => undefined,
      ask,
      end,
      () => ',',
    ),
    asked,
    atOnce: () => most,
  };
}

describe('what the page asks of the history', () => {
  it('is found by main itself among the newest lines', async () => {
    const { activity, asked } = longHistory(3_000);
    const { entries, next } = await activity.search({});
    expect([entries.length, entries[0]?.n, next]).toEqual([250, 3_000, 2_751]);
    expect(asked).toEqual([]);
  });

  it('is sought by a thread where it is further back, and put together without a gap', async () => {
    const { activity, asked } = longHistory(3_000);
    const { entries, next } = await activity.search({ text: 'beta' });
    expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, index) => 3_000 - index * 100));
    expect(next).toBeUndefined();
    expect(asked).toMatchObject([{ query: { text: 'beta', before: 2_001 }, bounds: { entries: 240 } }]);
    expect((await activity.search({ connection: OTHER, days: 30 })).entries).toHaveLength(30);
  });

  it('goes on in a thread, which would read all the newer files', async () => {
    const { activity, asked } = longHistory(300);
    const { entries } = await activity.search({ before: 201, connection: ID });
    expect([entries[0]?.n, entries.length, asked.length]).toEqual([199, 198, 1]);
  });

  it('starts one thread at a time, however often it is asked', async () => {
    const { activity, asked, atOnce } = longHistory(200);
    await Promise.all(Array.from({ length: 20 }, () => activity.search({ before: 150 })));
    expect([asked.length, atOnce()]).toEqual([20, 1]);
  });
});
