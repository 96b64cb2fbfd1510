import type { Language } from '../../../preload/settings.ts';
import { orUndefined } from '../../result.ts';

/** English, with the clock and the order of day and month of the person's region. @see RFC 6067 for `-u-` */
type EnglishLocale = 'en-GB' | 'en-GB-u-hc-h12' | 'en-US' | 'en-US-u-hc-h23';

/**
 * The language that the person chose, with the customs of their region; without a choice, and for a system in a language that
 * the app does not speak, English.
 * @param ofMessages the system's locale of words, `de_DE.UTF-8` or a list such as `nds:de:en`
 * @param ofTimes the system's locale of times
 */
export function localeFor(language: Language, ofMessages: string, ofTimes: string): string {
  const wished = language === 'system' ? firstSpoken(ofMessages) : language;
  return wished === 'de' ? germanLocaleFor(ofTimes) : englishLocaleFor(ofTimes);
}

/** The first language of the list that the app speaks. @see GNU gettext manual, "Specifying a Priority List of Languages" */
function firstSpoken(locales: string): 'de' | 'en' {
  const languages = locales.split(':').map((one) => one.split(/[-_.@]/)[0]?.toLowerCase());
  return languages.find((one) => one === 'de' || one === 'en') === 'de' ? 'de' : 'en';
}

/** German by the customs of the person's region, if German is spoken there; by their clock in any case. */
function germanLocaleFor(ofTimes: string): string {
  const known = knownLocale(ofTimes);
  if (known === undefined) return 'de-DE';
  const { language, region } = new Intl.Locale(known);
  const german = language === 'de' && region !== undefined ? `de-${region}` : 'de-DE';
  return has12Hours(known) ? `${german}-u-hc-h12` : german;
}

/** The locale for a system's, `de-DE` or `en_US.UTF-8`. Without a known region (`C`): 24 hours and the day first. */
function englishLocaleFor(locale: string): EnglishLocale {
  const known = knownLocale(locale);
  if (known === undefined) return 'en-GB';
  const is12 = has12Hours(known);
  const date = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short' }).formatToParts(0);
  const isDayFirst = date.find(({ type }) => type === 'day' || type === 'month')?.type === 'day';
  if (isDayFirst) return is12 ? 'en-GB-u-hc-h12' : 'en-GB';
  return is12 ? 'en-US' : 'en-US-u-hc-h23';
}

/** Regions that write a decimal point, and whose spreadsheets want the semicolon all the same. */
const SEMICOLON_REGIONS = ['CH', 'LI'];

/**
 * What separates the fields of a table of text, as spreadsheets on a computer with this locale of numbers read it: the comma,
 * unless numbers have it already. Without a known locale the comma.
 */
export function csvSeparatorFor(locale: string): ',' | ';' {
  const known = knownLocale(locale);
  if (known === undefined) return ',';
  const decimal = new Intl.NumberFormat(known).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;
  return decimal === ',' || SEMICOLON_REGIONS.includes(new Intl.Locale(known).region ?? '') ? ';' : ',';
}

/** The time of day, with the date unless that is today; the same text as in the window (`renderer/words/timeText.ts`). */
export function formatTime(at: number, now: number, locale: string): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const date = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  const hour = has12Hours(locale) ? 'numeric' : '2-digit';
  return new Intl.DateTimeFormat(locale, { ...date, hour, minute: '2-digit' }).format(at);
}

function has12Hours(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

function knownLocale(locale: string): string | undefined {
  // POSIX writes `language_REGION.encoding@variant`.
  const tag = (locale.split(/[.@]/)[0] ?? '').replaceAll('_', '-');
  // It throws for what is no language tag, such as `C`.
  return orUndefined(() => Intl.DateTimeFormat.supportedLocalesOf(tag)[0]);
}
