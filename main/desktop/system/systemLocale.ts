import { app } from 'electron';

/**
 * The locale in which the system formats times or numbers, by the system's own name: `de-CH`, `en_US.UTF-8`, empty where it
 * has none. Call it only after the app is ready.
 */
export function systemLocale(of: 'times' | 'numbers'): string {
  if (process.platform !== 'linux') return app.getSystemLocale();
  // Electron ignores these. @see POSIX.1-2017 §8.2
  const { LC_ALL, LC_TIME, LC_NUMERIC, LANG } = process.env;
  return LC_ALL || (of === 'times' ? LC_TIME : LC_NUMERIC) || LANG || '';
}

/** The languages in which the person wants to read, the first one first, as in `LANGUAGE`: `de:en`, `de-CH:fr-CH`, `en_US.UTF-8`. */
export function systemLanguages(): string {
  if (process.platform !== 'linux') return app.getPreferredSystemLanguages().join(':');
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  // Without a locale (`C`) programs pass over the list.
  return /^(C|POSIX)?($|\.)/.test(locale) ? '' : LANGUAGE || locale;
}
