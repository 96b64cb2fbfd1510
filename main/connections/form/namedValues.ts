import type { CredentialField } from '../../../preload/form.ts';
import { jwtKind } from '../../oauth/jwt.ts';
import { orUndefined } from '../../result.ts';
import { trimmedEnd } from './wrappers.ts';

/** Takes a value for a field, and gives whether it can be one. */
export type Add = (field: CredentialField, raw: string) => boolean;

/** The names of values as dialogs, files and programs write them, and of those that belong in no field. */
const LABEL =
  /(?<![A-Za-z0-9])(?:[a-z0-9]{1,20}[_.-]){0,3}(?:(?<clientId>(?:client|app|application|consumer)[ \t_.-]*(?:id|key))|(?<clientSecret>(?:client|app|application|consumer)[ \t_.-]*secret)|(?<refreshToken>refresh[ \t_.-]*token)|(?<other>access[ \t_.-]*token|id[_.-]token|redirect[ \t_.-]*ur[il]s?|grant[_.-]type|token[_.-]type|expires[_.-]in|user[ \t_-]?name|user|login|e-?mail|password|url|website|name|title|notes?|scope|state))(?![A-Za-z0-9])["'”*_`]*(?=\s*(?:$|[:=,;|\t：→]|[-=]>|\r?\n|\s))/gimu;
/** What may stand between a name and its value. Emphasis is followed by a gap, or it is part of the value. */
const BETWEEN = /^\s*(?:(?:[:=,;|：→]|[-=]>|\bis\b)[*_`]{0,3}(?=\s)|[:=,;|：→]|[-=]>)?[\s"'`]*/;
/** What ends a value that is followed by another name. */
const BEHIND = /[\s"'`,;|&{}()[\]]/;
/** What begins the next name after a gap, as emphasis, a list's mark or an option, and else may end the value. */
const BEFORE_NAME = /[*_-]/;

/** Reads a first line of names and a line of values below, as programs export them; gives whether the text is one. */
export function readTable(text: string, add: Add): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const sign = [',', '\t', ';', '|'].find((each) => lines[0]?.includes(each));
  if (sign === undefined || lines.length !== 2) return false;
  const [names, values] = lines.map((line) => cells(line, sign));
  if (names === undefined || values === undefined || names.length !== values.length) return false;
  const fields = names.map(fieldOf);
  if (fields.filter((field) => field !== undefined).length < 2) return false;
  fields.forEach((field, at) => {
    if (field !== undefined) add(field, values[at] ?? '');
  });
  return true;
}

/** The cells of a line, quoted ones too. @see RFC 4180 §2 */
function cells(line: string, sign: string): readonly string[] {
  const parts = line.match(sign === ',' ? /"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,|$)/g : /[\s\S]+/g) ?? [];
  const bare = sign === ',' ? parts : line.split(sign);
  return bare.map((cell) =>
    cell
      .trim()
      .replace(/^"([\s\S]*)"$/, '$1')
      .replaceAll('""', '"'),
  );
}

function fieldOf(name: string): CredentialField | undefined {
  const [match] = name.trim().matchAll(LABEL);
  return match?.[0].length === name.trim().length ? fieldIn(match) : undefined;
}

function fieldIn({ groups }: RegExpExecArray): CredentialField | undefined {
  return (['clientId', 'clientSecret', 'refreshToken'] as const).find((field) => groups?.[field] !== undefined);
}

/** Reads each name with what follows it up to the next one; gives whether any was there. */
export function readNames(text: string, add: Add): boolean {
  const plain = unescaped(text);
  const labels = [...plain.matchAll(LABEL)];
  const segments = labels.map((label, at) => ({
    field: fieldIn(label),
    text: plain.slice(label.index + label[0].length, labels[at + 1]?.index),
  }));
  const isEmpty = (segment: string) => withoutEnd(segment.replace(BETWEEN, '')) === '';
  let waiting: (CredentialField | undefined)[] = [];
  for (const segment of segments) {
    waiting.push(segment.field);
    if (isEmpty(segment.text)) continue;
    const lines = segment.text.split('\n').map((line) => line.trim());
    const filled = lines.filter((line) => line !== '');
    // Names in a column, then as many values in another.
    if (waiting.length > 1 && filled.length === waiting.length)
      waiting.forEach((field, index) => {
        if (field !== undefined) add(field, filled[index] ?? '');
      });
    else if (segment.field !== undefined) addValue(segment.field, segment.text, add);
    waiting = [];
  }
  return segments.some(({ field, text: value }) => field !== undefined && !isEmpty(value));
}

/** A long value may go on in the next line, else it ends with its line, or with its word. */
function addValue(field: CredentialField, segment: string, add: Add): void {
  const bare = segment.replace(BETWEEN, '');
  const line = bare.split('\n')[0] ?? '';
  // A token that is whole in its line is not joined with the next.
  const whole = jwtKind(line.trim()) === 'other' ? line : undefined;
  const quoted = /^\s*(?:[:=]\s*)?(["'`])([^"'`\n]+)\1/.exec(segment.replace(/^["'”*_`]*/, ''))?.[2];
  const candidates = [quoted, whole, wrapped(bare), line, line.split(/[\s,;|&"'`<>{}]/)[0]];
  candidates.some((each) => each !== undefined && add(field, withoutEnd(each)));
}

/** A value without what follows it. */
function withoutEnd(text: string): string {
  const whole = trimmedEnd(text, BEHIND);
  const bare = trimmedEnd(whole, BEFORE_NAME);
  return bare === '' || /\s$/.test(bare.slice(-1)) ? trimmedEnd(bare, BEHIND) : whole;
}

/** The full lines that a text begins with and the rest of them, up to a gap; undefined when it does not begin so. */
function wrapped(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const full = lines.findIndex((line) => !/^[\w.-]{40,}$/.test(line));
  const end = full === -1 ? lines.length : full + (/^[\w.-]+$/.test(lines[full] ?? '') ? 1 : 0);
  return end > 1 && (lines[end] ?? '') === '' ? lines.slice(0, end).join('\n') : undefined;
}

/** JSON may write any sign as its code. */
function unescaped(text: string): string {
  if (!/^\s*[[{"]/.test(text)) return text;
  // Within: the writer of JSON throws at a depth that the reader takes.
  return (
    orUndefined(() => {
      const read: unknown = JSON.parse(text);
      return typeof read === 'string' ? read : JSON.stringify(read);
    }) ?? text
  );
}
