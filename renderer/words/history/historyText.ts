import type { Happened } from '../../../preload/connection.ts';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { copiedAsText } from '../copyText.ts';
import { reasonText } from '../reasonText.ts';
import { text } from '../text.ts';
import { momentText } from '../timeText.ts';

/** An entry of the history: what happened in a word or two, and the rest. */
export interface HistoryText {
  readonly what: string;
  readonly more: string;
}

/** An entry of the history in words. */
export function historyText(happened: Happened): HistoryText {
  return { what: eventText(happened.what), more: moreText(happened) };
}

/** What happened, in a word or two. */
export function eventText(what: Happened['what']): string {
  return text(`event.${what}`);
}

function moreText(happened: Happened): string {
  switch (happened.what) {
    case 'connected':
    case 'signed-in-again':
    case 'account-changed':
    case 'edited':
    case 'removed':
    case 'restored':
      return '';
    case 'renewed':
      return text(happened.by === 'itself' ? 'who.itself' : 'who.person');
    case 'renewal-failed':
      return reasonText(happened.code) ?? '';
    case 'copied':
      return copiedText(happened.as, happened.by === 'tray');
    case 'revealed':
      return text('history.inWindow');
  }
}

/** Where a token was copied, and in which form, which is not told of one that only another version knows. */
function copiedText(format: CopyFormat | undefined, isInTray: boolean): string {
  const as = copiedAsText(format ?? 'token');
  if (as === '') return text(isInTray ? 'history.fromTray' : 'history.fromWindow');
  return text(isInTray ? 'history.asFromTray' : 'history.asFromWindow', { as });
}

/** Neighbouring entries with the same text as one row: the newest, the oldest, and how many main has stored. */
export interface HistoryRow {
  readonly newest: Happened;
  readonly oldest: Happened;
  readonly count: number;
}

/**
 * Groups neighbouring entries with the same text into rows, the newest first. At `border` (Unix ms) a row ends, unless it
 * is a failure that lasts.
 */
export function historyRows(history: readonly Happened[], border: number): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  for (const happened of history) {
    const last = rows.at(-1);
    if (last !== undefined && isAlike(last.oldest, happened) && isOneRow(last.oldest, happened, border)) {
      rows[rows.length - 1] = { ...last, oldest: happened, count: last.count + 1 };
    } else rows.push({ newest: happened, oldest: happened, count: 1 });
  }
  return rows;
}

function isAlike(one: Happened, other: Happened): boolean {
  const { what, more } = historyText(one);
  const second = historyText(other);
  return what === second.what && more === second.more;
}

function isOneRow(one: Happened, other: Happened, border: number): boolean {
  return one.what === 'renewal-failed' || one.at > border === other.at > border;
}

/**
 * How often an entry was repeated, `14 times in a row`, empty for once. For a failure, since when: main does not store
 * each of its tries.
 */
export function repetitionText({ newest, oldest, count }: HistoryRow, now: number): string {
  if (newest.what !== 'renewal-failed') return count === 1 ? '' : text('history.times', { count });
  const since = momentText(oldest.at, now);
  return oldest.at < newest.at && since !== momentText(newest.at, now) ? text('history.since', { at: since }) : '';
}
