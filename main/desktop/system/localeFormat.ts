/**
 * English as it is written where the person lives: the words of this app, with the region's clock (12 or 24 hours) and
 * its order of day and month. Times in the region's own language would stand as foreign words in English sentences.
 * @see RFC 6067 for the part after `-u-`
 */
export type EnglishLocale = 'en-GB' | 'en-GB-u-hc-h12' | 'en-US' | 'en-US-u-hc-h23';

/**
 * English for a system's locale, given as the system names it: `de-DE`, `en_US.UTF-8`. Where it names no region that is
 * known (`C`), the one in which no time can be misread: 24 hours, the day first.
 */
export function englishLocaleFor(locale: string): EnglishLocale {
  const known = knownLocale(locale);
  if (known === undefined) return 'en-GB';
  const is12 = has12Hours(known);
  const date = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'short' }).formatToParts(0);
  if (date.findIndex(({ type }) => type === 'day') < date.findIndex(({ type }) => type === 'month')) {
    return is12 ? 'en-GB-u-hc-h12' : 'en-GB';
  }
  return is12 ? 'en-US' : 'en-US-u-hc-h23';
}

/** The time of day when it is today, else with the date: the same words as the window's (`renderer/words/timeText.ts`). */
export function formatTime(at: number, now: number, english: EnglishLocale): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const date = isToday ? {} : ({ day: 'numeric', month: 'short' } as const);
  const hour = has12Hours(english) ? 'numeric' : '2-digit';
  return new Intl.DateTimeFormat(english, { ...date, hour, minute: '2-digit' }).format(at);
}

function has12Hours(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

function knownLocale(locale: string): string | undefined {
  // POSIX writes `language_REGION.encoding@variant`.
  const tag = (locale.split(/[.@]/)[0] ?? '').replaceAll('_', '-');
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0];
  } catch {
    // No language tag: `C`.
    return undefined;
  }
}
