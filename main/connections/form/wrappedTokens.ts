import { jwtKind } from '../../oauth/jwt.ts';

/** No token is spread over more lines. */
const MOST_LINES = 60;

/**
 * Joins the lines over which a terminal or a mail has spread a JWT: those behind a piece of one, up to where it is whole.
 * Where the lines are full the signature may look whole too early, so the first shorter line ends it.
 */
export function joinWrappedTokens(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const joined: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const count = linesOfToken(lines.slice(at, at + MOST_LINES));
    joined.push(count === 0 ? line : lines.slice(at, at + count).join(''));
    at += Math.max(0, count - 1);
  }
  return joined.join('\n');
}

/** How many of these lines a token takes that stands at the end of the first; 0 when none goes on in the second. */
function linesOfToken(lines: readonly string[]): number {
  const [first = ''] = lines;
  const word = first.split(/[^\w.-]/).at(-1) ?? '';
  const begins = word.indexOf('eyJ');
  if (begins === -1 || jwtKind(word.slice(begins)) === 'other') return 0;
  let token = word.slice(begins);
  for (let count = 1; count < lines.length; count += 1) {
    const line = lines[count] ?? '';
    if (!/^[\w.-]+$/.test(line)) return 0;
    token += line;
    const next = lines[count + 1] ?? '';
    const isFull = line.length === first.length && next !== '' && jwtKind(token + next) === 'other';
    if (jwtKind(token) !== 'cut' && !isFull) return jwtKind(token) === undefined ? 0 : count + 1;
  }
  return 0;
}
