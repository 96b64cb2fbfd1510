import { locale, text } from './text.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How one language and region writes times. */
export interface TimeTexts {
  /** A time of day by the person's clock: `14:47`, `2:47 PM`. */
  readonly clockText: (at: number) => string;
  /** A date in the person's order: `20 Sept 2027`, `Sep 20, 2027`. */
  readonly dayText: (at: number) => string;
  /** A date of this year with its weekday: `Wed 18 Nov`, `Wed, Nov 18`. */
  readonly shortDayText: (at: number) => string;
  /** The same without the weekday: `18 Nov`. */
  readonly plainDayText: (at: number) => string;
  /** The time of day when it is today, else with the date: `14:47`, `20 Sept, 14:47`. */
  readonly momentText: (at: number, now: number) => string;
}

/** The formats of a language tag such as `en-GB-u-hc-h12`; all times are Unix milliseconds. */
export function timeTexts(tag: string): TimeTexts {
  // Or British English writes `9:05` beside a date, but `09:05` alone.
  const has12Hours = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12 === true;
  const time = { hour: has12Hours ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const date = { day: 'numeric', month: 'short' } as const;
  const clock = localText(tag, time);
  const moment = localText(tag, { ...date, ...time });
  return {
    clockText: clock,
    dayText: localText(tag, { ...date, year: 'numeric' }),
    shortDayText: localText(tag, { ...date, weekday: 'short' }),
    plainDayText: localText(tag, date),
    momentText: (at, now) => (isSameDay(at, now) ? clock(at) : moment(at)),
  };
}

/**
 * Writes times as the computer's clock shows them. A formatter keeps the time zone of its creation, and the computer may
 * change its own; a new one for each text costs too much (docs/electron.md "Formatters hold memory that nobody
 * collects"). So one formatter for UTC gets the local time.
 */
function localText(tag: string, how: Intl.DateTimeFormatOptions): (at: number) => string {
  const formatter = new Intl.DateTimeFormat(tag, { ...how, timeZone: 'UTC' });
  return (at) => formatter.format(at - new Date(at).getTimezoneOffset() * minute);
}

function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

let texts = timeTexts(locale());
let textsFor = locale();

function current(): TimeTexts {
  if (textsFor !== locale()) {
    texts = timeTexts(locale());
    textsFor = locale();
  }
  return texts;
}

/** `TimeTexts` in the person's locale. */
export const clockText: TimeTexts['clockText'] = (at) => current().clockText(at);
export const dayText: TimeTexts['dayText'] = (at) => current().dayText(at);
export const shortDayText: TimeTexts['shortDayText'] = (at) => current().shortDayText(at);
export const plainDayText: TimeTexts['plainDayText'] = (at) => current().plainDayText(at);
export const momentText: TimeTexts['momentText'] = (at, now) => current().momentText(at, now);

/** Whether a moment is less than a minute away or past, so that a clock time would say too little. */
export function isSoon(at: number, now: number): boolean {
  return at - now < minute;
}

/** A number as the person's language writes it: `1,440`, `1.440`. */
export function numberText(value: number): string {
  return text('time.number', { value });
}

/** A large figure and the word beside it: `42` `min left`. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
}

/** The time left of an access token, in the last five minutes with seconds; undefined when it has ended. */
export function tokenTimeLeft(expiresAt: number, now: number): Figure | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left >= 5 * minute) return longTimeLeft(left);
  const seconds = Math.floor(left / 1000);
  const padded = String(seconds % 60).padStart(2, '0');
  return { figure: `${Math.floor(seconds / 60)}:${padded}`, unit: text('time.minutesLeft') };
}

/** The same as one text without seconds, for a clock that moves by the minute; undefined when it has ended. */
export function roughTokenTimeLeft(expiresAt: number, now: number): string | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left < minute) return text('time.underOneMinuteLeft');
  const { figure, unit } = longTimeLeft(left);
  return `${figure} ${unit}`;
}

/** In minutes, from two hours on in hours, from two days on in days. */
function longTimeLeft(left: number): Figure {
  if (left >= 2 * day) return daysLeft(Math.floor(left / day));
  if (left >= 2 * hour) return hoursLeft(Math.floor(left / hour));
  return { figure: numberText(Math.floor(left / minute)), unit: text('time.minutesLeft') };
}

function daysLeft(days: number): Figure {
  return { figure: numberText(days), unit: text('time.daysLeft', { days }) };
}

function hoursLeft(hours: number): Figure {
  return { figure: numberText(hours), unit: text('time.hoursLeft', { hours }) };
}

/**
 * The time left of a sign-in, in calendar days, so that it agrees with the date of its end; in hours during the last 24.
 * Undefined when it has ended.
 */
export function signInTimeLeft(endsAt: number, now: number): Figure | undefined {
  const left = endsAt - now;
  if (left <= 0) return undefined;
  if (left >= day) return daysLeft((midnightOf(endsAt) - midnightOf(now)) / day);
  return hoursLeft(Math.max(1, Math.floor(left / hour)));
}

/** The whole seconds until a moment, `20 s`; none after it. */
export function secondsText(until: number, now: number): string {
  return text('time.seconds', { seconds: Math.max(0, Math.floor((until - now) / 1000)) });
}

/** When a sign-in ends that ends soon: `Ends in 3 days`, `Ends today at 14:05`. */
export function signInEndText(endsAt: number, now: number): string {
  if (endsAt <= now) return text('time.signInMayEnd');
  const days = (midnightOf(endsAt) - midnightOf(now)) / day;
  return days === 0 ? text('time.endsToday', { at: clockText(endsAt) }) : text('time.endsInDays', { days });
}

/** The local date as a moment in UTC, where every day has 24 hours. */
function midnightOf(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
