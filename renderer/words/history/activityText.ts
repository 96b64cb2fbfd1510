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
import { clockText, dayText, momentText, numberText, shortDayText } from '../timeText.ts';
import { eventText } from './historyText.ts';

/** Who wanted it, as a place or a way. */
export function whoText(by: Who): string {
  switch (by) {
    case 'itself':
      return 'automatically';
    case 'person':
      return 'on request';
    case 'window':
      return 'this window';
    case 'tray':
      return 'the tray';
  }
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
export function alikeWords(text: string): readonly string[] {
  const sought = writings(text);
  const isAlike = (words: string) => sought.some((writing) => searchText(words).includes(writing));
  return [...WHATS.filter((what) => isAlike(eventText(what))), ...codesAlike(isAlike)].slice(0, 30);
}

/** The kinds of event to choose from. */
export const kindChoices: readonly (readonly [ActivityKind | undefined, string])[] = [
  [undefined, 'Everything'],
  ['renewals', 'Renewals'],
  ['failures', 'Failures'],
  ['copies', 'Copied and revealed'],
  ['changes', 'Sign-ins and changes'],
];

/** The times to choose from, in days. */
export const timeChoices: readonly (readonly [ActivityQuery['days'], string])[] = [
  [1, 'Today'],
  [7, 'Last 7 days'],
  [30, 'Last 30 days'],
  ['last-month', 'Last month'],
  [365, 'Last 365 days'],
  [undefined, 'Any time'],
];

/** A day as a title: `Today`, `Yesterday`, `Wed 18 Nov`; with its year when that is another one. */
export function dayTitle(at: number, now: number): string {
  if (isSameDay(at, now)) return 'Today';
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (isSameDay(at, yesterday.getTime())) return 'Yesterday';
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? shortDayText(at) : dayText(at);
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** `1 entry`, `1,204 entries`. */
export function entriesText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'entry' : 'entries'}`;
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
    const { entries, dropped = 0 } = verdict;
    const older = dropped > 0 ? `; ${numberText(dropped)} older removed to save space` : '';
    return { word: 'Verified', rest: `: ${entriesText(entries)}, unbroken${older}` };
  }
  const { entries, file, line, at } = verdict;
  const where = line === 0 ? file : `${file}, line ${numberText(line)}`;
  const when = at === undefined ? '' : ` of ${momentText(at, now)}`;
  const good = entries === 0 ? '' : ` The ${entriesText(entries)} before that are as they were written.`;
  return {
    word: 'Not as it was written',
    rest: '',
    more: [
      `${brokenText(verdict.fault, when)} (${where}).${good}`,
      'Your connections are not affected, and new entries are still added. If nobody restored an older copy of Token Desk’s folder, keep a copy of it as it is now and tell whoever looks after security.',
    ],
  };
}

function brokenText(fault: Extract<LedgerVerdict, { readonly is: 'broken' }>['fault'], when: string): string {
  switch (fault) {
    case 'changed':
      return `The entry${when} was changed after it was written`;
    case 'missing':
      return `Entries before the one${when} are missing`;
    case 'misplaced':
      return `The entry${when} does not belong where it stands`;
    case 'unreadable':
      return 'Something that is no entry stands in the history';
    case 'cut':
      return when === '' ? 'Entries at the end are missing' : `Entries after the one${when} are missing`;
    case 'lost':
      return 'A part of the history cannot be read';
  }
}

/** A day's renewals: `12 Nov: 27 renewed, 2 failed`. */
export function dayCountText({ at, renewed, failed }: ActivityDay): string {
  return `${shortDayText(at)}: ${numberText(renewed)} renewed, ${numberText(failed)} failed`;
}

/** All renewals of the last 30 days as one sentence, which names the days that had failures. */
export function renewalsText(days: readonly ActivityDay[]): string {
  const { renewed, failed } = totals(days);
  const bad = days.filter((day) => day.failed > 0).map((day) => `${shortDayText(day.at)} (${numberText(day.failed)})`);
  const failures = bad.length === 0 ? '' : ` Failures: ${bad.join(', ')}.`;
  return `Renewals, last 30 days: ${numberText(renewed)} renewed, ${numberText(failed)} failed.${failures}`;
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
