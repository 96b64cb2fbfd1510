import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ActivityEntry, ActivityPage, LedgerVerdict } from '../../preload/activity.ts';
import { afterStep } from '../../renderer/activity/useActivity.ts';
import { alikeWords, dayTitle, renewalsText, verdictText, whoText } from '../../renderer/words/history/activityText.ts';
import { clockText, shortDayText } from '../../renderer/words/timeText.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { isOfPage, openApp, pass } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const minute = 60_000;
const hour = 60 * minute;

/** An entry so many minutes ago. */
function entry(n: number, ago: number, changes: Partial<ActivityEntry> = {}): ActivityEntry {
  return {
    n,
    at: noon - ago * minute,
    what: 'copied',
    by: 'tray',
    id: 'c1',
    name: 'Acme Ltd',
    ...changes,
  } as ActivityEntry;
}

const few: readonly ActivityEntry[] = [
  entry(4, 2),
  entry(3, 10, { what: 'renewed', by: 'itself', id: 'gone', name: 'Old Ltd', organisation: 'Old Group' }),
  entry(2, 30, { what: 'renewal-failed', by: 'itself', code: 'offline' }),
  entry(1, 26 * 60, { what: 'connected', by: 'window' }),
];

/** Opens the window and its activity. */
async function opened(answers: Partial<FakeBridge['answers']> = {}, connections = [connection()]) {
  const bridge = fakeBridge(desk({ connections, activity: 1 }));
  Object.assign(bridge.answers, { activity: () => replied({ entries: few }), ...answers });
  const person = openApp(bridge);
  await person.click(
    await screen.findByRole('button', { name: connections.length > 0 ? 'Activity' : 'Show past activity' }),
  );
  await screen.findByRole('heading', { level: 1, name: 'Activity' });
  await pass(50);
  return { bridge, person };
}

const rows = () =>
  screen
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent).join(' | '))
    .filter((text) => text !== '');
const asked = ({ calls }: FakeBridge) =>
  calls.filter((call) => call[0] === 'activity' && !isOfPage(call)).map(([, query]) => query);

describe('the activity', () => {
  it('tells of all connections, also removed ones, what happened when and from where, by their days', async () => {
    await opened();
    expect(rows()).toEqual([
      'Today | Connection | What | How',
      `${clockText(noon - 2 * minute)} | ALAcme Ltd | Copied | the tray`,
      `${clockText(noon - 10 * minute)} | OLOld Ltdremoved | Renewed | automatically`,
      `${clockText(noon - 30 * minute)} | ALAcme Ltd | Could not renew no network | automatically`,
      'Yesterday',
      `${clockText(noon - 26 * hour)} | ALAcme Ltd | Connected | this window`,
    ]);
  });

  it('is left by choosing a connection, and beside it the list names none as chosen', async () => {
    const { person } = await opened();
    const list = within(screen.getByRole('listbox', { name: 'Connections' }));
    expect(list.queryByRole('option', { selected: true })).toBeNull();
    expect(screen.getByRole('button', { name: 'Activity' }).getAttribute('aria-current')).toBe('page');
    await person.click(list.getByRole('option', { name: /Acme Ltd/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Acme Ltd' })).toBeTruthy();
  });

  it('opens on one connection from its page', async () => {
    const bridge = fakeBridge(desk({ activity: 1 }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'All activity of Acme Ltd' }));
    await screen.findByRole('heading', { level: 1, name: 'Activity' });
    await waitFor(() => expect(asked(bridge)).toEqual([{ connection: 'c1' }]));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Connection' }).value).toBe('c1');
  });

  it('outlives the last connection, and leads back', async () => {
    const { person } = await opened({}, []);
    expect(rows()).toHaveLength(6);
    await person.click(screen.getByRole('button', { name: 'Back' }));
    const way = await screen.findByRole('button', { name: 'Show past activity' });
    expect(document.activeElement).toBe(way);
  });

  it('is not offered where there is none', async () => {
    openApp(fakeBridge(desk({ connections: [] })));
    await screen.findByRole('button', { name: 'Add connection' });
    expect(screen.queryByRole('button', { name: 'Show past activity' })).toBeNull();
  });

  it('is filtered by connection, kind, time and text, also by the words of an event', async () => {
    const { bridge, person } = await opened({
      activitySummary: () =>
        replied({
          days: [],
          connections: [
            { id: 'gone', name: 'Old Ltd' },
            { id: 'c1', name: 'Acme' },
          ],
        }),
    });
    const menu = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name });
    await screen.findByRole('option', { name: 'Old Ltd' });
    expect(
      within(menu('Connection'))
        .getAllByRole('option')
        .map((one) => one.textContent),
    ).toEqual(['All connections', 'Acme Ltd', 'Old Ltd']);
    await person.selectOptions(menu('Connection'), 'Old Ltd');
    await person.selectOptions(menu('What'), 'Failures');
    await person.selectOptions(menu('When'), 'Last 7 days');
    await person.type(screen.getByRole('searchbox', { name: 'Search activity' }), 'no net');
    await waitFor(() =>
      expect(asked(bridge).at(-1)).toEqual({
        connection: 'gone',
        kind: 'failures',
        days: 7,
        text: 'no net',
        alike: ['offline'],
      }),
    );
    await person.selectOptions(menu('Connection'), 'All connections');
    await waitFor(() => expect(Object.keys(asked(bridge).at(-1) ?? {})).not.toContain('connection'));
  });

  it('says that nothing matches, and shows everything again on wish', async () => {
    const { person } = await opened({
      activity: (query) => replied({ entries: query.text === undefined ? few : [] }),
    });
    await person.type(screen.getByRole('searchbox'), 'zzz');
    expect(await screen.findByRole('heading', { name: 'Nothing matches' })).toBeTruthy();
    expect(screen.queryByRole('table')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Show everything' }));
    expect(await screen.findByRole('table')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
  });

  it('says that there is nothing yet', async () => {
    await opened({ activity: () => replied({ entries: [] }) });
    expect(await screen.findByRole('heading', { name: 'Nothing yet' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Show everything' })).toBeNull();
  });

  it('asks for older entries where those that are loaded end, and goes on when a part had none', async () => {
    const pages: readonly ActivityPage[] = [
      { entries: [], next: 900 },
      { entries: few, next: 500 },
      { entries: [entry(-1, 30 * 60)], next: 400 },
      { entries: [] },
    ];
    let index = -1;
    const { bridge } = await opened({
      activity: () => {
        index += 1;
        return replied(pages[index] ?? { entries: [] });
      },
    });
    await waitFor(() => expect(asked(bridge).map((query) => Object(query).before)).toEqual([undefined, 900, 500, 400]));
    expect(rows()).toHaveLength(7);
  });

  it('puts what happens meanwhile on top', async () => {
    const { bridge } = await opened();
    bridge.answers.activity = () => replied({ entries: [entry(5, 0, { what: 'revealed', by: 'window' }), ...few] });
    act(() => bridge.say('desk', desk({ activity: 2 })));
    expect(await screen.findByText('Revealed')).toBeTruthy();
    expect(rows()).toHaveLength(7);
  });

  it('drops a late answer to what is no longer wanted', async () => {
    const slow = pending<ActivityPage>();
    const { person } = await opened({
      activity: (query) =>
        query.kind === 'copies'
          ? slow.reply
          : replied({ entries: query.kind === undefined ? few : [entry(9, 1, { what: 'removed' })] }),
    });
    await person.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Copied and revealed');
    await person.selectOptions(screen.getByRole('combobox', { name: 'What' }), 'Sign-ins and changes');
    expect(await screen.findByText('Removed')).toBeTruthy();
    await act(async () => slow.succeed({ entries: few }));
    expect(screen.queryByText('Connected')).toBeNull();
  });

  it('asks once more when the history has grown meanwhile, however often it has', async () => {
    const slow = pending<ActivityPage>();
    const answers = [slow.reply, replied({ entries: [entry(9, 1, { what: 'removed' })] })];
    const { bridge } = await opened({ activity: () => answers.shift() ?? replied({ entries: [] }) });
    for (const activity of [1, 2, 3]) act(() => bridge.say('desk', desk({ activity: activity + 1 })));
    const questions = () => bridge.calls.filter(([channel]) => channel === 'activity').length;
    expect(questions()).toBe(1);
    await act(async () => slow.succeed({ entries: few }));
    expect(await screen.findByText('Removed')).toBeTruthy();
    expect(questions()).toBe(2);
  });

  it('is proved when it opens, and again on wish', async () => {
    let round = 0;
    const verdicts: readonly LedgerVerdict[] = [
      { is: 'whole', entries: 1_204 },
      { is: 'broken', entries: 806, fault: 'changed', file: 'ledger.jsonl', line: 807, at: noon - hour },
    ];
    const { bridge, person } = await opened({
      verifyActivity: () => {
        round += 1;
        return replied(verdicts[round - 1] ?? { is: 'whole', entries: 0 });
      },
    });
    expect((await screen.findByText('Verified')).parentElement?.textContent).toBe('Verified: 1,204 entries, unbroken');
    await person.click(screen.getByRole('button', { name: 'Check again' }));
    expect(await screen.findByRole('heading', { name: 'Not as it was written' })).toBeTruthy();
    expect(screen.getByText(/ledger\.jsonl, line 807/).textContent).toContain('806 entries before that');
    expect(bridge.calls.filter(([channel]) => channel === 'verifyActivity')).toHaveLength(2);
  });

  it('says so when it could not be proved, or read', async () => {
    await opened({ verifyActivity: () => failed({ code: 'bug' }), activity: () => failed({ code: 'bug' }) });
    expect(await screen.findByText('The history could not be checked.')).toBeTruthy();
    expect(await screen.findByText('Something went wrong in Token Desk')).toBeTruthy();
  });

  it('draws the renewals of 30 days, and says them in words', async () => {
    const days = Array.from({ length: 30 }, (_, index) => ({
      at: new Date(2026, 10, 20 - 29 + index).getTime(),
      renewed: index === 29 ? 4 : 8,
      failed: index === 10 ? 2 : 0,
    }));
    await opened({ activitySummary: () => replied({ days, connections: [] }) });
    const chart = await screen.findByRole('img', { name: /^Renewals, last 30 days: 236 renewed, 2 failed/ });
    expect(chart.getAttribute('aria-label')).toContain(`Failures: ${shortDayText(days[10]?.at ?? 0)} (2).`);
    const bars = [...chart.querySelectorAll<HTMLElement>('.bar')].map(({ style }) => style.height);
    expect([bars.length, bars[0], bars[29], chart.querySelectorAll('.dot').length]).toEqual([30, '56px', '28px', 1]);
  });

  it('saves what is chosen as a table, and says where', async () => {
    const { bridge, person } = await opened({ exportActivity: () => replied({ file: 'november.csv', entries: 3 }) });
    await person.selectOptions(screen.getByRole('combobox', { name: 'When' }), 'Last month');
    await person.click(screen.getByRole('button', { name: 'Export CSV' }));
    expect((await screen.findByText(/is saved/)).textContent).toBe('november.csv is saved: 3 entries.');
    expect(bridge.calls).toContainEqual(['exportActivity', { days: 'last-month' }]);
  });

  it('says why a table was not saved, and nothing when the person thought better of it', async () => {
    const { bridge, person } = await opened({
      exportActivity: () => failed({ code: 'not-exported', what: 'activity', reason: 'EBUSY' }),
    });
    const save = async () => person.click(await screen.findByRole('button', { name: 'Export CSV' }));
    await save();
    expect(await screen.findByText('The table was not saved')).toBeTruthy();
    for (const answer of [() => failed({ code: 'not-confirmed' } as const), () => replied(null)]) {
      bridge.answers.exportActivity = answer;
      await save();
      await screen.findByRole('button', { name: 'Export CSV' });
      expect(screen.queryByText(/not saved|did not confirm|is saved/)).toBeNull();
    }
  });
});

describe('the loaded entries', () => {
  const query = {};
  const page = (from: number, count: number, next?: number): ActivityPage => ({
    entries: Array.from({ length: count }, (_, index) => entry(from - index, index)),
    ...(next !== undefined && { next }),
  });
  const numbers = (one: ReturnType<typeof afterStep>) => one.entries.map(({ n }) => n);

  it('are replaced when the first page no longer joins them', () => {
    const first = afterStep({ entries: [], isFull: false }, { is: 'page', query, page: page(10, 3, 8) });
    expect(numbers(afterStep(first, { is: 'page', query, page: page(12, 3, 10) }))).toEqual([12, 11, 10, 9, 8]);
    expect(numbers(afterStep(first, { is: 'page', query, page: page(30, 3, 28) }))).toEqual([30, 29, 28]);
    expect(numbers(afterStep(first, { is: 'page', query: {}, page: page(12, 3, 10) }))).toEqual([12, 11, 10]);
    expect(afterStep(first, { is: 'older', query: {}, page: page(7, 3) })).toBe(first);
  });

  it('are bounded', () => {
    let loaded = afterStep({ entries: [], isFull: false }, { is: 'page', query, page: page(9_000, 100, 8_901) });
    for (let round = 1; round < 50; round += 1)
      loaded = afterStep(loaded, { is: 'older', query, page: page(9_000 - round * 100, 100, 8_901 - round * 100) });
    expect([loaded.entries.length, loaded.next, loaded.isFull]).toEqual([5_000, undefined, true]);
  });
});

describe('the words of the activity', () => {
  it.each<readonly [LedgerVerdict, RegExp]>([
    [{ is: 'whole', entries: 1 }, /^Verified: 1 entry, unbroken$/],
    [{ is: 'whole', entries: 5, isTorn: true, dropped: 9_000 }, /unbroken; 9,000 older removed to save space$/],
    [
      { is: 'broken', entries: 0, fault: 'missing', file: 'ledger-000002.jsonl', line: 1, at: noon },
      /Entries before the one of .* are missing/,
    ],
    [
      { is: 'broken', entries: 2, fault: 'misplaced', file: 'ledger.jsonl', line: 3, at: noon },
      /does not belong where it stands/,
    ],
    [{ is: 'broken', entries: 2, fault: 'unreadable', file: 'ledger.jsonl', line: 3 }, /that is no entry/],
    [
      { is: 'broken', entries: 2, fault: 'cut', file: 'ledger.jsonl', line: 2, at: noon },
      /Entries after the one of .* are missing/,
    ],
    [
      { is: 'broken', entries: 0, fault: 'cut', file: 'ledger.jsonl', line: 0 },
      /Entries at the end are missing \(ledger\.jsonl\)/,
    ],
    [{ is: 'broken', entries: 0, fault: 'lost', file: 'ledger.jsonl', line: 0 }, /cannot be read/],
  ])('tell what a proof came to: %j', (verdict, words) => {
    const { word, rest, more = [] } = verdictText(verdict, noon);
    expect(`${word}${rest}${more.join(' ')}`).toMatch(words);
    if (verdict.is === 'broken') expect(more.at(-1)).toContain('keep a copy');
  });

  it.each([
    [noon, 'Today'],
    [noon - 15 * hour, 'Yesterday'],
    [noon - 38 * hour, 'Yesterday'],
    [noon - 39 * hour, shortDayText(noon - 39 * hour)],
  ])('name a day: %d', (at, words) => {
    expect(dayTitle(at, noon)).toBe(words);
  });

  it('name the year of a day in another one', () => {
    expect(dayTitle(noon - 400 * 24 * hour, noon)).toContain('2025');
  });

  it('find an event by what the screen calls it', () => {
    expect(alikeWords('Could not renew')).toEqual(['renewal-failed']);
    expect(alikeWords('copi')).toEqual(['copied']);
    expect(alikeWords('zzz')).toEqual([]);
    expect(alikeWords('e').length).toBeLessThanOrEqual(30);
  });

  it('say who wanted it, and that nothing failed', () => {
    expect((['itself', 'person', 'window', 'tray'] as const).map(whoText)).toEqual([
      'automatically',
      'on request',
      'this window',
      'the tray',
    ]);
    expect(renewalsText([])).toBe('Renewals, last 30 days: 0 renewed, 0 failed.');
  });
});
