import { describe, expect, it } from 'vitest';
import { csvSeparatorFor, formatTime, localeFor } from '../../../../main/desktop/system/localeFormat.ts';

const afternoon = new Date(2026, 10, 20, 14, 5).getTime();
const day = 86_400_000;

describe('English for a system’s locale', () => {
  it.each([
    ['en-US', 'en-US'],
    ['en_US.UTF-8', 'en-US'],
    ['en-GB', 'en-GB'],
    ['de-DE', 'en-GB'],
    ['de_DE.UTF-8@euro', 'en-GB'],
    ['en-DE', 'en-GB'],
    ['fr-CA', 'en-GB'],
    ['en-CA', 'en-US'],
    ['en-AU', 'en-GB-u-hc-h12'],
    ['hi-IN', 'en-GB-u-hc-h12'],
    ['ar-EG', 'en-GB-u-hc-h12'],
    ['ar_SA.UTF-8', 'en-GB-u-hc-h12'],
    ['th-TH', 'en-GB'],
    ['ja-JP', 'en-US-u-hc-h23'],
    ['hu-HU', 'en-US-u-hc-h23'],
    ['ko-KR', 'en-US'],
    ['', 'en-GB'],
    ['C', 'en-GB'],
    ['C.UTF-8', 'en-GB'],
    ['en-US@posix', 'en-US'],
    ['POSIX', 'en-GB'],
    ['nonsense', 'en-GB'],
    ['../../etc', 'en-GB'],
  ])('%j is %s', (locale, english) => {
    expect(localeFor('en', '', locale)).toBe(english);
  });

  it.each([
    ['de-DE', '14:05', '20 Nov, 14:05'],
    ['ar-EG', '2:05 pm', '20 Nov, 2:05 pm'],
    ['en-US', '2:05 PM', 'Nov 20, 2:05 PM'],
    ['ja-JP', '14:05', 'Nov 20, 14:05'],
  ])('%s writes a time of today as %s, one of another day as %s', (locale, today, otherDay) => {
    expect(formatTime(afternoon, afternoon, localeFor('en', '', locale))).toBe(today);
    expect(formatTime(afternoon, afternoon - day, localeFor('en', '', locale))).toBe(otherDay);
  });
});

describe('the language of the app', () => {
  it.each([
    // chosen, the system's languages, the system's times
    ['system', 'de_DE.UTF-8', 'de_DE.UTF-8', 'de-DE'],
    ['system', 'de_AT.UTF-8', 'de_AT.UTF-8', 'de-AT'],
    ['system', 'de-CH', 'de-CH', 'de-CH'],
    ['system', 'de', '', 'de-DE'],
    ['system', 'DE_de', 'C', 'de-DE'],
    ['system', 'nds:de:en', 'de_DE.UTF-8', 'de-DE'],
    ['system', 'fr:en:de', 'fr_FR.UTF-8', 'en-GB'],
    ['system', 'fr-FR', 'fr-FR', 'en-GB'],
    ['system', 'en_US.UTF-8', 'de_DE.UTF-8', 'en-GB'],
    ['system', 'de_DE.UTF-8', 'en_US.UTF-8', 'de-DE-u-hc-h12'],
    ['system', '', '', 'en-GB'],
    ['system', 'C', 'C', 'en-GB'],
    ['system', '../../de', 'x', 'en-GB'],
    ['de', 'en_US.UTF-8', 'en_US.UTF-8', 'de-DE-u-hc-h12'],
    ['de', 'fr_CH.UTF-8', 'fr_CH.UTF-8', 'de-DE'],
    ['de', 'en_GB.UTF-8', 'en_GB.UTF-8', 'de-DE'],
    ['en', 'de_DE.UTF-8', 'de_DE.UTF-8', 'en-GB'],
    ['en', 'de_DE.UTF-8', 'en_US.UTF-8', 'en-US'],
  ] as const)('%s, words %j and times %j: %s', (chosen, ofMessages, ofTimes, spoken) => {
    expect(localeFor(chosen, ofMessages, ofTimes)).toBe(spoken);
  });
});

describe('what separates the fields of a table', () => {
  it.each([
    [';', ['de-DE', 'de_AT.UTF-8', 'fr-FR', 'en-DE', 'nl_NL@euro', 'pt-BR', 'ru-RU', 'de_CH.UTF-8', 'fr-CH', 'de-LI']],
    [',', ['en-US', 'en_GB.UTF-8', 'es-MX', 'ja-JP', 'he-IL', 'C.UTF-8', '', 'nonsense', '../../etc']],
  ] as const)('is %j in %j', (separator, locales) => {
    expect(locales.map((locale) => [locale, csvSeparatorFor(locale)])).toEqual(
      locales.map((locale) => [locale, separator]),
    );
  });
});
