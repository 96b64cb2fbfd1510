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
