import type { Happened } from '../../../preload/connection.ts';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { copiedAsText } from '../copyText.ts';
import { reasonText } from '../reasonText.ts';
import { momentText, numberText } from '../timeText.ts';

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
  switch (what) {
    case 'connected':
      return 'Connected';
    case 'signed-in-again':
      return 'Signed in again';
    case 'account-changed':
      return 'Account changed';
    case 'renewed':
      return 'Renewed';
    case 'renewal-failed':
      return 'Could not renew';
    case 'copied':
      return 'Copied';
    case 'revealed':
      return 'Revealed';
    case 'edited':
      return 'Edited';
    case 'removed':
      return 'Removed';
    case 'restored':
      return 'Put back';
  }
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
      return happened.by === 'itself' ? 'automatically' : 'on request';
    case 'renewal-failed':
      return reasonText(happened.code) ?? '';
    case 'copied':
      return `${asText(happened.as)}from ${happened.by === 'tray' ? 'the tray' : 'this window'}`;
    case 'revealed':
      return 'in this window';
  }
}

/** In which form it was copied, with a blank behind it; nothing for one that only another version knows. */
function asText(format: CopyFormat | undefined): string {
  const as = copiedAsText(format ?? 'token');
  return as && `${as} `;
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
  if (newest.what !== 'renewal-failed') return count === 1 ? '' : `${numberText(count)} times in a row`;
  const since = momentText(oldest.at, now);
  return oldest.at < newest.at && since !== momentText(newest.at, now) ? `since ${since}` : '';
}
