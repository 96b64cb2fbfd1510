import type { ActivityEntry, ActivityQuery } from '../../../preload/activity.ts';
import { matchingEntries } from './activitySearch.ts';
import { localIsoText } from './localDay.ts';

/** Excel reads a file as UTF-8 only with this before it. */
const BYTE_ORDER_MARK = '\ufeff';
const TITLES = ['Time', 'Connection', 'Organisation', 'What', 'Reason', 'By', 'Token', 'Connection ID', 'Entry'];
/** Text that is written at once. */
const PIECE = 64 * 1024;

/** What a spreadsheet takes for the beginning of a formula, also behind blanks, and in the wide forms of East Asia. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
/** The same behind what another spreadsheet, or another country's, takes for the end of a field. */
const INNER_FORMULA = /([;,|\t\r\n]["'\s]*)(?=[=+\-@＝＋－＠])/gu;
const CONTROL_FIRST = /^[\t\r\n]/;

const EVENTS: Readonly<Record<ActivityEntry['what'], string>> = {
  connected: 'Connected',
  'signed-in-again': 'Signed in again',
  'account-changed': 'Account changed',
  renewed: 'Renewed',
  'renewal-failed': 'Could not renew',
  copied: 'Copied',
  revealed: 'Revealed',
  edited: 'Edited',
  removed: 'Removed',
  restored: 'Put back',
};
const WHO: Readonly<Record<ActivityEntry['by'], string>> = {
  itself: 'automatically',
  person: 'on request',
  window: 'window',
  tray: 'tray',
};

/**
 * The entries that a query wants as a table for a spreadsheet, in pieces, the newest first.
 * @param onEntry called for each
 * @see RFC 4180 §2
 */
export function* csvPieces(folder: string, query: ActivityQuery, now: number, onEntry: () => void): Generator<string> {
  let text = `${BYTE_ORDER_MARK}${csvLine(TITLES)}`;
  for (const found of matchingEntries(folder, query, now)) {
    if (!('n' in found)) continue;
    onEntry();
    text += csvLine(fieldsOf(found));
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A line of a table: what could be a formula is made a text by an apostrophe, and what could end a field is quoted. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(value: string): string {
  const inner = value.replace(INNER_FORMULA, "$1'");
  const isFormula = FORMULA.test(inner) || CONTROL_FIRST.test(inner);
  const safe = isFormula ? `'${inner}` : inner;
  return /[",;|\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function fieldsOf(entry: ActivityEntry): readonly string[] {
  const { n, at, what, by, id, name, organisation = '', token = '' } = entry;
  const reason = 'code' in entry ? entry.code : '';
  return [localIsoText(at), name, organisation, EVENTS[what], reason, WHO[by], token, id, String(n)];
}
