const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const calendar = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const both = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** A time of day as the person's locale writes it: `14:47`, `2:47 PM`. */
export function clockText(at: number): string {
  return clock.format(at);
}

/** A date as the person's locale writes it: `20 Sep 2027`. */
export function dayText(at: number): string {
  return calendar.format(at);
}

/** The time of day when it is near, with the date when it is more than twelve hours away. */
export function momentText(at: number, now: number): string {
  return Math.abs(at - now) < 12 * hour ? clock.format(at) : both.format(at);
}

/** A large figure and the word beside it: `42` `min left`. */
export interface Figure {
  readonly figure: string;
  readonly unit: string;
}

/** What is left of an access token: minutes, and in the last five minutes seconds too. Undefined when it has ended. */
export function tokenTimeLeft(expiresAt: number, now: number): Figure | undefined {
  const left = expiresAt - now;
  if (left <= 0) return undefined;
  if (left >= 5 * minute) return { figure: String(Math.floor(left / minute)), unit: 'min left' };
  const seconds = Math.floor(left / 1000);
  const padded = String(seconds % 60).padStart(2, '0');
  return { figure: `${Math.floor(seconds / 60)}:${padded}`, unit: 'min left' };
}

/** What is left of an authorization: days, in its last day hours. Undefined when it has ended. */
export function signInTimeLeft(endsAt: number, now: number): Figure | undefined {
  const left = endsAt - now;
  if (left <= 0) return undefined;
  const days = Math.floor(left / day);
  if (days >= 1) return { figure: new Intl.NumberFormat().format(days), unit: days === 1 ? 'day left' : 'days left' };
  const hours = Math.max(1, Math.floor(left / hour));
  return { figure: String(hours), unit: hours === 1 ? 'hour left' : 'hours left' };
}
