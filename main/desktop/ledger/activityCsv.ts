import type { ActivityEntry, ActivityQuery } from '../../../preload/activity.ts';
import { matchingEntries } from './activitySearch.ts';
import { localTimeText, offsetText } from './localDay.ts';

/** What stands between two fields; which one a spreadsheet reads differs by country. */
export type CsvSeparator = ',' | ';';

/** Excel reads a file as UTF-8 only with this before it. */
const BYTE_ORDER_MARK = '\ufeff';
const TITLES = [
  ...['Time', 'UTC offset', 'Connection', 'Organisation', 'What', 'Copied as', 'Reason', 'By'],
  ...['Token', 'Connection ID', 'Entry'],
];
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
 * The entries that a query wants as a table for a spreadsheet, in pieces, the newest first. docs/ledger.md "The table"
 * @param onEntry called for each
 * @see RFC 4180 §2
 */
export function* csvPieces(
  folder: string,
  query: ActivityQuery,
  separator: CsvSeparator,
  now: number,
  onEntry: () => void,
): Generator<string> {
  let text = `${BYTE_ORDER_MARK}${csvLine(TITLES, separator)}`;
  for (const found of matchingEntries(folder, query, now)) {
    if (!('n' in found)) continue;
    onEntry();
    text += csvLine(fieldsOf(found), separator);
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A line of a table: what could be a formula is made a text by an apostrophe, and what could end a field is quoted. */
export function csvLine(fields: readonly string[], separator: CsvSeparator): string {
  return `${fields.map(csvField).join(separator)}\r\n`;
}

function csvField(value: string): string {
  const inner = value.replace(INNER_FORMULA, "$1'");
  const isFormula = FORMULA.test(inner) || CONTROL_FIRST.test(inner);
  const safe = isFormula ? `'${inner}` : inner;
  return /[",;|\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function fieldsOf(entry: ActivityEntry): readonly string[] {
  const { n, at, what, by, id, name, organisation = '' } = entry;
  const reason = 'code' in entry ? entry.code : '';
  const form = entry.what === 'copied' ? (entry.as ?? 'token') : '';
  // Alone, `+01:00` would be a time of day, and eight digits of a fingerprint a number: `1234e567`.
  const [offset, token] = [`UTC${offsetText(at)}`, entry.token === undefined ? '' : `sha256:${entry.token}`];
  return [localTimeText(at), offset, name, organisation, EVENTS[what], form, reason, WHO[by], token, id, String(n)];
}
