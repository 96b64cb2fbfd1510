/** Midnight of so many days ago, by the computer's clock, Unix ms: a day may have 23 or 25 hours. */
export function midnight(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

/** When the calendar month before this one began and when it was over, by the computer's clock, Unix ms. */
export function lastMonth(now: number): readonly [since: number, until: number] {
  const date = new Date(now);
  const first = (month: number) => new Date(date.getFullYear(), month).getTime();
  return [first(date.getMonth() - 1), first(date.getMonth())];
}

/** A time as the computer's clock shows it, as every spreadsheet reads it: `2026-11-23 14:05:00`. */
export function localTimeText(at: number): string {
  return new Date(at + offsetOf(at) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The distance of the computer's clock from UTC at a time: `+01:00`, ISO 8601. */
export function offsetText(at: number): string {
  const offset = offsetOf(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** In minutes, positive to the east. */
function offsetOf(at: number): number {
  return -new Date(at).getTimezoneOffset();
}
