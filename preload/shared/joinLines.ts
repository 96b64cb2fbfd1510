/** A line with nothing but a value's name, or one that begins with it: `Secret:`, `CLIENT_ID=tpa…`. */
const LABEL = String.raw`[\W_]*(?:[a-z]{1,20}[\s_-]{1,3}){0,3}(?:id|secret|token|key|bearer|ur[il])["'*_\s]*`;
const LABEL_ALONE = new RegExp(String.raw`^${LABEL}[:=]?["'*_\s]*$`, 'i');
const LABEL_FIRST = new RegExp(`^${LABEL}[:=]`, 'i');
/** A name whose value stands in the lines after it. */
const YAML_BLOCK = /:\s*[|>][+-]?$/;
/** A line that breaks within a client ID of Fyle's, a JWT, or an address before its query, which have no `=`. */
const NO_EQUALS_OF_ITS_OWN = /(?:^|[^\w-])(?:tpa[A-Za-z0-9]{0,24}|eyJ[\w.-]+|https?:\/\/[^?#\s]*)=$/;
/** A mail program breaks lines at 76 characters. @see RFC 2045 §6.7 */
const FULL_LINE = 70;

/**
 * A pasted text on one line, as it was before a mail or a page wrapped it. The page does it because a one-line field loses
 * the lines before main sees them, and main because it trusts no page. Removed are line breaks with the blanks
 * around them, the `>` of a quoted mail, and quoted-printable encoding (RFC 2045 §6.7) where it is certain. A gap stays
 * where one line names a value and, where it is not certain, behind a line that ends with `=`: it is reported.
 */
export function joinLines(text: string): string {
  const raw = text.split(/\r\n?|\n/);
  if (raw.length === 1) return text;
  const lines = unquoted(raw.map((line) => line.trim().replace(YAML_BLOCK, ':')).filter((line) => line !== ''));
  const isSoft = (line: string, at: number) => line.endsWith('=') && at < lines.length - 1 && !LABEL_ALONE.test(line);
  const soft = lines.filter(isSoft);
  if (soft.length === 0 || !isQuotedPrintable(lines, soft)) return joined(lines);
  const whole = joined(lines.map((line, at) => (isSoft(line, at) ? line.slice(0, -1) : line)));
  return whole.replace(/=([2-7][0-9A-F])/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Behind a line that ends with `=` this may be the value's own or a soft break's: a gap shows it. */
function joined(lines: readonly string[]): string {
  const hasGap = (before: string, line: string) =>
    LABEL_FIRST.test(line) || LABEL_ALONE.test(before) || before.endsWith('=');
  return lines.reduce(
    (text, line, at) => `${text}${hasGap(lines[at - 1] ?? '', line) && at > 0 ? ' ' : ''}${line}`,
    '',
  );
}

/** Without the `>` of a quoted mail, which a selection from within a line leaves out of the first one. */
function unquoted(lines: readonly string[]): readonly string[] {
  const isQuoted = lines.length > 1 && lines.slice(1).every((line) => line.startsWith('>'));
  return isQuoted ? lines.map((line) => line.replace(/^(?:>\s*)+/, '')).filter((line) => line !== '') : lines;
}

/** Whether `=` at a line's end is encoding: there is more of it, the line is full, or the value has no such sign. */
function isQuotedPrintable(lines: readonly string[], soft: readonly string[]): boolean {
  const isEncoded = lines.some((line) => /=(?:3D|2[0-9A-F]|0[9AD]|C2)/.test(line));
  const isFull = soft.every((line) => line.length >= FULL_LINE && line.length <= 76);
  return isEncoded || isFull || soft.length > 1 || NO_EQUALS_OF_ITS_OWN.test(soft[0] ?? '');
}
