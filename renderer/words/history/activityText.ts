import type {
  ActivityDay,
  ActivityEntry,
  ActivityKind,
  ActivityQuery,
  LedgerVerdict,
} from '../../../preload/activity.ts';
import type { Who } from '../../../preload/connection.ts';
import { searchText, writings } from '../../../preload/shared/searchText.ts';
import { codesAlike, reasonText } from '../reasonText.ts';
import { text } from '../text.ts';
import { clockText, dayText, momentText, numberText, shortDayText } from '../timeText.ts';
import { eventText } from './historyText.ts';

/** Who wanted it, as a place or a way. */
export function whoText(by: Who): string {
  return text(`who.${by}`);
}

/** Why something did not work, in a few words; empty for everything else. */
export function whyText(entry: ActivityEntry): string {
  return entry.what === 'renewal-failed' ? (reasonText(entry.code) ?? '') : '';
}

const WHATS: readonly ActivityEntry['what'][] = [
  'connected',
  'signed-in-again',
  'account-changed',
  'renewed',
  'renewal-failed',
  'copied',
  'revealed',
  'edited',
  'removed',
  'restored',
];

/** The events and failures whose words hold this text, by their names on disk: for a search in what the screen says. */
export function alikeWords(query: string): readonly string[] {
  const sought = writings(query);
  const isAlike = (words: string) => sought.some((writing) => searchText(words).includes(writing));
  return [...WHATS.filter((what) => isAlike(eventText(what))), ...codesAlike(isAlike)].slice(0, 30);
}

/** The kinds of event to choose from. */
export function kindChoices(): readonly (readonly [ActivityKind | undefined, string])[] {
  const kinds = (['renewals', 'failures', 'copies', 'changes'] as const).map(
    (kind) => [kind, text(`activity.kind.${kind}`)] as const,
  );
  return [[undefined, text('activity.kind.all')], ...kinds];
}

/** The times to choose from, in days. */
export function timeChoices(): readonly (readonly [ActivityQuery['days'], string])[] {
  const last = (days: number) => [days, text('activity.lastDays', { days })] as const;
  return [
    [1, text('activity.today')],
    last(7),
    last(30),
    ['last-month', text('activity.lastMonth')],
    last(365),
    [undefined, text('activity.anyTime')],
  ];
}

/** A day as a title: `Today`, `Yesterday`, `Wed 18 Nov`; with its year when that is another one. */
export function dayTitle(at: number, now: number): string {
  if (isSameDay(at, now)) return text('activity.today');
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (isSameDay(at, yesterday.getTime())) return text('activity.yesterday');
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? shortDayText(at) : dayText(at);
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** `1 entry`, `1,204 entries`. */
export function entriesText(count: number): string {
  return text('activity.entries', { count });
}

/** Whether the history is whole, in words: the first stands out. */
export interface VerdictText {
  readonly word: string;
  readonly rest: string;
  /** What is broken, and what to do about it, each a paragraph. */
  readonly more?: readonly string[];
}

export function verdictText(verdict: LedgerVerdict, now: number): VerdictText {
  if (verdict.is === 'whole') {
    const { entries: count, dropped = 0 } = verdict;
    const rest = dropped > 0 ? text('verdict.shortenedRest', { count, dropped }) : text('verdict.wholeRest', { count });
    return { word: text('verdict.whole'), rest };
  }
  const { entries: count, file, line, fault, at } = verdict;
  const what = text(`verdict.${fault}`, {
    isDated: at === undefined ? 'no' : 'yes',
    at: at === undefined ? '' : momentText(at, now),
  });
  const where = line === 0 ? text('verdict.where', { what, file }) : text('verdict.whereLine', { what, file, line });
  const sentences = count === 0 ? [where] : [where, text('verdict.good', { count })];
  return { word: text('verdict.broken'), rest: '', more: [sentences.join(' '), text('verdict.advice')] };
}

/** A day's renewals: `12 Nov: 27 renewed, 2 failed`. */
export function dayCountText({ at, renewed, failed }: ActivityDay): string {
  return text('activity.renewalsOfDay', { day: shortDayText(at), renewed, failed });
}

/** All renewals of the last 30 days as one sentence, which names the days that had failures. */
export function renewalsText(days: readonly ActivityDay[]): string {
  const all = text('activity.renewalsOfAll', { ...totals(days) });
  const bad = days.filter((day) => day.failed > 0).map((day) => `${shortDayText(day.at)} (${numberText(day.failed)})`);
  return bad.length === 0 ? all : `${all} ${text('activity.failuresOfAll', { days: bad.join(', ') })}`;
}

/** How many renewals there were. */
export function totals(days: readonly ActivityDay[]): { readonly renewed: number; readonly failed: number } {
  return {
    renewed: days.reduce((sum, { renewed }) => sum + renewed, 0),
    failed: days.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** When an entry was written, in full. */
export function entryTimeText(at: number): string {
  return `${dayText(at)}, ${clockText(at)}`;
}
