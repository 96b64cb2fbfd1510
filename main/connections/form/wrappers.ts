/** What opens and closes around a value. */
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ...['```', '`', '"', "'", '\\"', "\\'", '**', '__', '~~', '&quot;', '&#34;', '&apos;', '&#39;', '&#x27;'].map(
    (sign) => [sign, sign] as const,
  ),
  ...(
    ['()', '[]', '<>', '{}', '“”', '„“', '‘’', '‚‘', '«»', '»«', '‹›', '›‹', '「」', '『』', '"”', '“"', '„"'] as const
  ).map(([open = '', close = '']) => [open, close] as const),
  ...([
    ["'", '’'],
    ['‘', "'"],
    ['="', '"'],
    ['&lt;', '&gt;'],
    ['&#60;', '&#62;'],
  ] as const),
];
/** `<code>…</code>`, of any name. */
const TAGS = /^<([a-z][\w-]{0,30})(?:\s[^<>]*)?>([^<>]*)<\/\1>$/i;
/** Blanks, and quotes, brackets and stops that are not ASCII: no credential and no address contains them. */
const FOREIGN = /[\s\u2800“”„‟‘’‚‛‹›«»「」『』〈〉《》【】〝〞＂＇（）［］＜＞。，、．；：]/u;
/** What may stand behind the closing sign. */
const STOP = /[\s,;.:}\])]/;

/** How many layers are taken off; nobody pastes more. */
const MOST_LAYERS = 24;

/** Takes off one layer after another, each time the first of these kinds that is there, until none is. */
export function peel(text: string, layers: readonly ((value: string) => string)[]): string {
  let value = text;
  for (let count = 0; count < MOST_LAYERS; count += 1) {
    const outer = value;
    const inner = layers.map((take) => take(outer)).find((left) => left !== outer);
    if (inner === undefined) break;
    value = inner;
  }
  return value;
}

/** A text without blanks and foreign signs at either end. */
export function trimSigns(text: string): string {
  return trimmedEnd(trimmedStart(text, FOREIGN), FOREIGN);
}

/** A text without the pair of signs around it, and without a stop behind that pair. One with such a sign inside stays. */
export function unwrap(text: string): string {
  const candidates = [text, trimmedEnd(text, STOP)];
  return candidates.map(inside).find((inner) => inner !== undefined) ?? text;
}

/** What stands within a pair. A row of the same sign opens and closes as one: `""s3cret""`. */
function inside(text: string): string | undefined {
  const tagged = TAGS.exec(text)?.[2];
  if (tagged !== undefined) return tagged;
  for (const [open, close] of PAIRS) {
    let [from, to] = [0, text.length];
    while (text.startsWith(open, from) && text.endsWith(close, to) && to - from >= open.length + close.length) {
      from += open.length;
      to -= close.length;
      if (open !== close) break;
    }
    const inner = text.slice(from, to);
    // A row of asterisks is a masked value and no bold nothing.
    const isEmpty = inner === '' && !/["'“‘]/.test(open);
    if (from > 0 && !isEmpty && !inner.includes(open) && !inner.includes(close)) return inner;
  }
  return undefined;
}

// In loops: a pattern that ends with `$` takes quadratic time on a long run that stands in the middle.
function trimmedStart(text: string, signs: RegExp): string {
  let from = 0;
  while (from < text.length && signs.test(text.charAt(from))) from += 1;
  return text.slice(from);
}

/** A text without these signs, of which the pattern is one, at its end. */
export function trimmedEnd(text: string, signs: RegExp): string {
  let to = text.length;
  while (to > 0 && signs.test(text.charAt(to - 1))) to -= 1;
  return text.slice(0, to);
}
