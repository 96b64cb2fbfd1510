import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ActivityPage } from '../../preload/activity.ts';
import type { Happened } from '../../preload/connection.ts';
import type { Failure } from '../../preload/failure.ts';
import { historyRows, historyText, repetitionText } from '../../renderer/words/history/historyText.ts';
import { clockText, momentText } from '../../renderer/words/timeText.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { everyFailure } from './everyFailure.ts';
import { openApp } from './openApp.tsx';
import { connection, desk, noon, pageOf } from './states.ts';

const minute = 60_000;
const renewed = (at: number): Happened => ({ at, what: 'renewed', by: 'itself' });
const offline = (at: number): Happened => ({ at, what: 'renewal-failed', by: 'itself', code: 'offline' });

/** Codes with which a renewal never fails. */
const NEVER: readonly Failure['code'][] = [
  'fields',
  'bad-request',
  'too-many-reveals',
  'not-confirmed',
  'locked',
  'presenting',
  'paste-refused',
  'sign-in-already-open',
  'sign-in-cancelled',
  'sign-in-closed',
  'sign-in-timed-out',
  'sign-in-page-failed',
  'sign-in-page-flooded',
  'sign-in-declined',
  'sign-in-refused',
  'redirect-differs',
  'redirect-not-ours',
  'redirect-unreadable',
  'redirect-holds-token',
  'code-not-accepted',
  'not-fyle',
  'passphrase-too-short',
  'passphrase-guessable',
  'passphrase-wrong',
  'passphrase-too-often',
  'vault-damaged',
  'vault-newer',
  'vault-exists',
  'not-forgotten',
  'clipboard-failed',
  'not-exported',
  'cannot-copy-as',
  'connection-changed',
  'connection-unknown',
  'bug',
];

/** Opens the window with this history; returns its card. */
async function opened(history: readonly Happened[]) {
  const bridge = fakeBridge(desk());
  bridge.answers.activity = () => replied(pageOf(history));
  const person = openApp(bridge);
  const card = await screen.findByRole('region', { name: 'Last 24 hours' });
  return {
    bridge,
    person,
    card,
    lines: () =>
      within(card)
        .queryAllByRole('listitem')
        .map((line) => line.textContent),
  };
}

describe('the history of a connection', () => {
  it('tells what happened, when, and how often in a row, the newest first', async () => {
    const history = [
      renewed(noon - 18 * minute),
      renewed(noon - 70 * minute),
      { at: noon - 75 * minute, what: 'copied', by: 'tray' } as const,
      { at: noon - 90 * minute, what: 'renewal-failed', by: 'itself', code: 'offline' } as const,
    ];
    const { lines } = await opened(history);
    expect(lines()).toEqual([
      `${clockText(noon - 18 * minute)}Renewedautomatically, 2 times in a row`,
      `${clockText(noon - 75 * minute)}Copiedfrom the tray`,
      `${clockText(noon - 90 * minute)}Could not renewno network`,
    ]);
  });

  it('tells of a failure that lasts since when it does, also when that was before the last 24 hours', async () => {
    const begin = noon - 40 * 60 * minute;
    const history = [offline(noon - minute), offline(begin), renewed(begin - minute)];
    const { card, lines, person } = await opened(history);
    const lasting = `${clockText(noon - minute)}Could not renewno network, since ${momentText(begin, noon)}`;
    expect(lines()).toEqual([lasting]);
    await person.click(screen.getByRole('button', { name: 'Show all' }));
    expect(lines()).toEqual([lasting, `${momentText(begin - minute, noon)}Renewedautomatically`]);
    const [bar, ...others] = [...card.querySelectorAll<HTMLElement>('.lasting')].map(({ style }) => style);
    expect([Number.parseFloat(bar?.insetInlineStart ?? ''), others]).toEqual([0, []]);
    expect(Number.parseFloat(bar?.width ?? '')).toBeCloseTo(99.93, 1);
  });

  it('draws a line through neighbours that failed, as long as nothing else happened', async () => {
    const { card } = await opened([
      offline(noon - 60 * minute),
      renewed(noon - 120 * minute),
      offline(noon - 6 * 60 * minute),
      { at: noon - 12 * 60 * minute, what: 'renewal-failed', by: 'itself', code: 'keychain-locked' },
      renewed(noon - 13 * 60 * minute),
    ]);
    const bars = [...card.querySelectorAll<HTMLElement>('.lasting')].map(({ style }) => style);
    expect(bars.map(({ insetInlineStart, width }) => [insetInlineStart, width])).toEqual([['50%', '25%']]);
  });

  it('shows three lines, and all of them on wish', async () => {
    const history = Array.from(
      { length: 20 },
      (_, index): Happened =>
        index % 2 === 0
          ? renewed(noon - index * minute)
          : { at: noon - index * minute, what: 'revealed', by: 'window' },
    );
    const { lines, person } = await opened(history);
    expect(lines()).toHaveLength(3);
    await person.click(screen.getByRole('button', { name: 'Show all' }));
    expect(lines()).toHaveLength(20);
    await person.click(screen.getByRole('button', { name: 'Show less' }));
    expect(lines()).toHaveLength(3);
  });

  it('has a dot for each thing of the last 24 hours, where it stands in time', async () => {
    const { card } = await opened([
      renewed(noon),
      renewed(noon - 12 * 60 * minute),
      renewed(noon - 24 * 60 * minute - 1),
      renewed(noon - 400 * 60 * minute),
    ]);
    const dots = [...card.querySelectorAll<HTMLElement>('.dot')].map(({ style }) => style.insetInlineStart);
    expect(dots).toEqual(['50%', '100%']);
  });

  it('keeps what is older for whoever wants to see all, under a title of its own', async () => {
    const { card, lines, person } = await opened([renewed(noon - 25 * 60 * minute)]);
    expect(card.textContent).toContain('Nothing in the last 24 hours.');
    expect(lines()).toEqual([]);
    expect(screen.queryByRole('heading', { name: 'Earlier' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Show all' }));
    expect(screen.getByRole('heading', { name: 'Earlier' })).toBeTruthy();
    expect(lines()).toHaveLength(1);
  });

  it('names each dot, and lays what failed on top', async () => {
    const { card } = await opened([renewed(noon), offline(noon - 60 * minute)]);
    expect([...card.querySelectorAll<HTMLElement>('.dot')].map(({ title }) => title)).toEqual([
      `Renewed, automatically, ${clockText(noon)}`,
      `Could not renew, no network, ${clockText(noon - 60 * minute)}`,
    ]);
  });

  it('gathers what happened in one place into a mark with its number, which looks as the worst of it', async () => {
    const copied = (at: number): Happened => ({ at, what: 'copied', by: 'tray' });
    const { card } = await opened([
      ...[5, 4, 3].map((ago) => renewed(noon - ago * minute)),
      ...[185, 181, 180].map((ago) => copied(noon - ago * minute)).toReversed(),
      offline(noon - 300 * minute),
      renewed(noon - 301 * minute),
    ]);
    const marks = [...card.querySelectorAll<HTMLElement>('.many')];
    expect(marks.map(({ className, textContent }) => [className, textContent])).toEqual([
      ['many plain', '3'],
      ['many good', '3'],
      ['many warn', '2'],
    ]);
    expect(marks[0]?.title.split('\n')).toHaveLength(3);
    expect(card.querySelectorAll('.dot')).toHaveLength(0);
  });

  it('says so when nothing has happened yet', async () => {
    const { card } = await opened([]);
    expect(card.textContent).toContain('Nothing has happened yet.');
    expect(card.querySelector('ol')).toBeNull();
  });

  it('is asked for anew when something happened, and an older answer that comes late is dropped', async () => {
    const bridge = fakeBridge(desk());
    const slow = pending<ActivityPage>();
    bridge.answers.activity = () => slow.reply;
    openApp(bridge);
    await waitFor(() => expect(count(bridge)).toBe(1));
    bridge.answers.activity = () => replied(pageOf([{ at: noon, what: 'revealed', by: 'window' }]));
    act(() => bridge.say('desk', desk({ connections: [connection({ newest: 2 })] })));
    expect(await screen.findByText('Revealed')).toBeTruthy();
    await act(async () => slow.succeed(pageOf([{ at: noon, what: 'connected', by: 'window' }])));
    expect(screen.queryByText('Connected')).toBeNull();
    act(() => bridge.say('desk', desk({ connections: [connection({ newest: 2 })], keychain: 'locked' })));
    expect(count(bridge)).toBe(2);
  });

  it('is asked for once the page is painted', async () => {
    const frames: FrameRequestCallback[] = [];
    vi.stubGlobal('requestAnimationFrame', (act: FrameRequestCallback) => frames.push(act));
    const bridge = fakeBridge(desk());
    openApp(bridge);
    await screen.findByRole('heading', { level: 1, name: 'Acme Ltd' });
    expect(count(bridge)).toBe(0);
    for (const act of frames) act(0);
    await waitFor(() => expect(count(bridge)).toBe(1));
    vi.unstubAllGlobals();
  });

  it('leaves its place empty when it cannot be had', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.activity = () => failed({ code: 'bug' });
    openApp(bridge);
    await screen.findByRole('heading', { level: 1, name: 'Acme Ltd' });
    expect(screen.queryByRole('region', { name: 'Last 24 hours' })).toBeNull();
  });
});

describe('a line of the history', () => {
  it.each<readonly [Happened, string]>([
    [{ at: 1, what: 'connected', by: 'window' }, 'Connected'],
    [{ at: 1, what: 'signed-in-again', by: 'window' }, 'Signed in again'],
    [{ at: 1, what: 'renewed', by: 'itself' }, 'Renewed automatically'],
    [{ at: 1, what: 'renewed', by: 'person' }, 'Renewed on request'],
    [{ at: 1, what: 'copied', by: 'window' }, 'Copied from this window'],
    [{ at: 1, what: 'copied', by: 'window', as: 'power-query' }, 'Copied for Excel from this window'],
    [{ at: 1, what: 'copied', by: 'tray', as: 'header' }, 'Copied as a header from the tray'],
    // Another version's word.
    [{ at: 1, what: 'copied', by: 'tray', as: 'sql' as 'curl' }, 'Copied from the tray'],
    [{ at: 1, what: 'revealed', by: 'window' }, 'Revealed in this window'],
    [{ at: 1, what: 'edited', by: 'window' }, 'Edited'],
    [{ at: 1, what: 'removed', by: 'window' }, 'Removed'],
    [{ at: 1, what: 'restored', by: 'window' }, 'Put back'],
  ])('says what happened: %j', (happened, words) => {
    const { what, more } = historyText(happened);
    expect([what, more].filter(Boolean).join(' ')).toBe(words);
  });

  it.each(everyFailure.map(({ code }) => code))('says why a renewal failed in plain words: %s', (code) => {
    const { more } = historyText({ at: 1, what: 'renewal-failed', by: 'itself', code });
    if (NEVER.includes(code)) expect(more).toBe('');
    else expect(more).toMatch(/^[A-Za-z][\p{L} ’-]{5,60}$/u);
  });

  it.each(['constructor', 'of-a-later-version'])('says no reason for a code that it does not know: %s', (code) => {
    const happened: Happened = JSON.parse(JSON.stringify({ at: 1, what: 'renewal-failed', by: 'itself', code }));
    expect(historyText(happened)).toEqual({ what: 'Could not renew', more: '' });
  });

  it('stands for its neighbours of the same kind, on its side of the border', () => {
    const rows = historyRows(
      [renewed(4), renewed(3), renewed(2), { at: 1, what: 'revealed', by: 'window' }, renewed(0)],
      2,
    );
    expect(rows.map(({ newest, oldest, count }) => [newest.at, oldest.at, count])).toEqual([
      [4, 3, 2],
      [2, 2, 1],
      [1, 1, 1],
      [0, 0, 1],
    ]);
  });

  it.each<readonly [string, readonly Happened[], string]>([
    ['once', [renewed(noon)], ''],
    ['often', Array.from({ length: 14 }, () => renewed(noon)), '14 times in a row'],
    ['failed once', [offline(noon)], ''],
    ['failed often in one minute', [offline(noon + 3), offline(noon)], ''],
    ['failed for long', [offline(noon), offline(noon - minute)], `since ${clockText(noon - minute)}`],
    ['failed before the clock was set back', [offline(noon), offline(noon + 9 * minute)], ''],
  ])('says how often, or since when: %s', (_name, history, words) => {
    expect(historyRows(history, 0).map((row) => repetitionText(row, noon))).toEqual([words]);
  });
});

function count({ calls }: FakeBridge): number {
  return calls.filter(([channel]) => channel === 'activity').length;
}
