const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Times as they are written in one kind of English. */
export interface TimeTexts {
  /** A time of day by the person's clock: `14:47`, `2:47 PM`. */
  readonly clockText: (at: number) => string;
  /** A date in the person's order: `20 Sept 2027`, `Sep 20, 2027`. */
  readonly dayText: (at: number) => string;
  /** The time of day when it is today, else with the date: `14:47`, `20 Sept, 14:47`. */
  readonly momentText: (at: number, now: number) => string;
}

/** The texts for a language tag such as `en-GB-u-hc-h12`; all times are Unix milliseconds. */
export function timeTexts(english: string): TimeTexts {
  // Beside a date British English would write `9:05` for what is `09:05` alone.
  const has12Hours = new Intl.DateTimeFormat(english, { hour: 'numeric' }).resolvedOptions().hour12 === true;
  const time = { hour: has12Hours ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  // Made anew for each text: a formatter keeps the time zone it was made in, and a traveller's computer changes its own.
  const written = (at: number, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(english, how).format(at);
  return {
    clockText: (at) => written(at, time),
    dayText: (at) => written(at, { ...date, year: 'numeric' }),
    momentText: (at, now) => written(at, isSameDay(at, now) ? time : { ...date, ...time }),
  };
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** Main puts the English of the person's region on the document: the page itself would know only their language. */
export const { clockText, dayText, momentText } = timeTexts(document.documentElement.lang || 'en-GB');

/** Whether a moment is less than a minute away, or was due already: too near to be told by the clock. */
export function isSoon(at: number, now: number): boolean {
  return at - now < minute;
}

/** A number as English writes it: `1,440`. */
export function numberText(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

/** A large figure and the word beside it: `42` `min left`. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
}

/** What is left of an access token by a clock that shows seconds: those in the last five minutes. Undefined when it has ended. */
export function tokenTimeLeft(expiresAt: number, now: number): Figure | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left >= 5 * minute) return longTimeLeft(left);
  const seconds = Math.floor(left / 1000);
  const padded = String(seconds % 60).padStart(2, '0');
  return { figure: `${Math.floor(seconds / 60)}:${padded}`, unit: 'min left' };
}

/** The same in words, by a clock that stands still for a minute: no seconds. Undefined when it has ended. */
export function roughTokenTimeLeft(expiresAt: number, now: number): string | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left < minute) return 'under 1 min left';
  const { figure, unit } = longTimeLeft(left);
  return `${figure} ${unit}`;
}

/** Minutes; from two hours on hours, and from two days on days. */
function longTimeLeft(left: number): Figure {
  if (left >= 2 * day) return { figure: numberText(Math.floor(left / day)), unit: 'days left' };
  if (left >= 2 * hour) return { figure: String(Math.floor(left / hour)), unit: 'hours left' };
  return { figure: String(Math.floor(left / minute)), unit: 'min left' };
}

/**
 * What is left of an authorization: days by the calendar, so that it goes with the date of its end and a year is one for
 * its whole first day; in the last 24 hours hours. Undefined when it has ended.
 */
export function signInTimeLeft(endsAt: number, now: number): Figure | undefined {
  const left = endsAt - now;
  if (left <= 0) return undefined;
  if (left >= day) {
    const days = (midnightOf(endsAt) - midnightOf(now)) / day;
    return { figure: numberText(days), unit: days === 1 ? 'day left' : 'days left' };
  }
  const hours = Math.max(1, Math.floor(left / hour));
  return { figure: String(hours), unit: hours === 1 ? 'hour left' : 'hours left' };
}

/** An authorization's first and last moment, Unix ms. */
interface Span {
  readonly signedInAt: number;
  readonly endsAt: number;
  /** The end was only reckoned: past it, it may still be good. */
  readonly estimated: boolean;
}

/** Whether an authorization should be renewed by hand before it stops the work: its last two weeks, or last tenth when that is less, and past an end that was only estimated. */
export function signInEndsSoon({ signedInAt, endsAt, estimated }: Span, now: number): boolean {
  const left = endsAt - now;
  return (left > 0 || estimated) && left < Math.min(14 * day, (endsAt - signedInAt) / 10);
}

/** The local date as a moment of UTC, where no day is longer than another. */
function midnightOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
