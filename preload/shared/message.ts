/** No field of a request is longer. */
const LONGEST_TEXT = 70_000;
/** The largest arguments, a search in the history, have fewer than forty values; those with more are refused unread. */
const MOST_VALUES = 50;
/** The names of our own fields are shorter. */
const LONGEST_NAME = 40;
/** Two secrets of the longest kind, each of whose characters is written as two. */
export const LONGEST_MESSAGE = 300_000;

/**
 * The arguments of a request as the one string that is sent. Main can look at its length before anything else, while an
 * object would have to be walked through.
 * @returns undefined for arguments that are large or not plain
 */
export function writeMessage(args: readonly unknown[]): string | undefined {
  const text = isSmall(args) ? JSON.stringify(args) : undefined;
  return text === undefined || text.length > LONGEST_MESSAGE ? undefined : text;
}

/** The arguments that {@link writeMessage} wrote; undefined for anything else. */
export function readMessage(foreign: unknown): readonly unknown[] | undefined {
  if (typeof foreign !== 'string' || foreign.length > LONGEST_MESSAGE) return undefined;
  try {
    const args: unknown = JSON.parse(foreign);
    return Array.isArray(args) && isSmall(args) ? args : undefined;
  } catch {
    return undefined;
  }
}

/** Whether arguments are small and plain: short strings, numbers and booleans, and objects or arrays of these. */
function isSmall(args: readonly unknown[]): boolean {
  const rest: unknown[] = [args];
  for (let count = 1; rest.length > 0; count += 1) {
    const value = rest.pop();
    if (count > MOST_VALUES) return false;
    if (typeof value === 'string' && value.length > LONGEST_TEXT) return false;
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return false;
    if (typeof value !== 'object' || value === null) continue;
    if (!isPlain(value) || (Array.isArray(value) && value.length > MOST_VALUES)) return false;
    for (const name in value) {
      if (rest.length > MOST_VALUES || name.length > LONGEST_NAME || name === '__proto__') return false;
      rest.push(Reflect.get(value, name));
    }
  }
  return true;
}

/** Whether a value is an array or a plain object: a Map, a buffer or an error holds more than its own names show. */
function isPlain(value: object): boolean {
  const kind = Object.getPrototypeOf(value);
  return kind === Object.prototype || kind === Array.prototype || kind === null;
}
