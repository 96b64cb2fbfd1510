import type { Happened } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { momentText, numberText } from '../timeText.ts';

/** A line of the history: what happened in a word or two, and what else there is to say of it. */
export interface HistoryText {
  readonly what: string;
  readonly more: string;
}

/** Why a renewal failed, where a few words say it; the connection's own card says the rest while it lasts. */
const REASONS: { readonly [C in Failure['code']]?: string } = {
  offline: 'no network',
  unreachable: 'Fyle could not be reached',
  'timed-out': 'no answer in time',
  interrupted: 'the line broke off',
  'certificate-untrusted': 'the certificate was not trusted',
  'proxy-failed': 'the proxy let nothing through',
  'too-many-requests': 'Fyle asked us to slow down',
  'server-error': 'a fault at Fyle',
  'unexpected-answer': 'the answer made no sense',
  'answer-too-large': 'the answer made no sense',
  redirected: 'Fyle pointed to another address',
  'wrong-parameters': 'the request was not understood',
  'sign-in-rejected': 'Fyle no longer accepts the sign-in',
  'sign-in-ended': 'the sign-in has ended',
  'user-not-allowed': 'this person may not use Fyle’s data',
  'app-unknown': 'Fyle does not know the app',
  'keychain-locked': 'the keychain was locked',
  'keychain-denied': 'the keychain stayed locked',
  'vault-closed': 'the passphrase had not been entered',
  'vault-file': 'the file behind the passphrase could not be used',
  'keychain-unavailable': 'there was no keychain',
  'keychain-silent': 'the keychain did not answer',
  'keychain-refused': 'the keychain refused',
  'secret-missing': 'the stored sign-in was not there',
  'secret-unreadable': 'the stored sign-in could not be read',
  'practice-unavailable': 'the practice organisation did not start',
};

/** What happened, in words. */
export function historyText(happened: Happened): HistoryText {
  switch (happened.what) {
    case 'connected':
      return { what: 'Connected', more: '' };
    case 'signed-in-again':
      return { what: 'Signed in again', more: '' };
    case 'renewed':
      return { what: 'Renewed', more: happened.by === 'itself' ? 'by itself' : 'on request' };
    case 'renewal-failed':
      return { what: 'Could not renew', more: REASONS[happened.code] ?? '' };
    case 'copied':
      return { what: 'Copied', more: happened.from === 'tray' ? 'from the tray' : 'from this window' };
    case 'revealed':
      return { what: 'Revealed', more: 'in this window' };
    case 'removed':
      return { what: 'Removed', more: '' };
  }
}

/** Neighbours of the same kind told as one: the newest and the oldest of them, and how many are known. */
export interface HistoryRow {
  readonly newest: Happened;
  readonly oldest: Happened;
  readonly count: number;
}

/**
 * The history with neighbours of the same kind and the same words put together, the newest first. A failure that lasts is
 * one row also across the border (Unix ms); anything else is counted on either side of it.
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
 * How often something happened in a row, in words: nothing for once, `14 times in a row`. Of a failure since when: not
 * each of its tries is kept.
 */
export function rowSpanText({ newest, oldest, count }: HistoryRow, now: number): string {
  if (newest.what !== 'renewal-failed') return count === 1 ? '' : `${numberText(count)} times in a row`;
  const since = momentText(oldest.at, now);
  return oldest.at < newest.at && since !== momentText(newest.at, now) ? `since ${since}` : '';
}
