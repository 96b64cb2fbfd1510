import { app } from 'electron';

/** The locale in which the system formats times, by the system's own name. Call it only after the app is ready. */
export function systemLocale(): string {
  if (process.platform !== 'linux') return app.getSystemLocale();
  // Electron ignores LC_TIME. @see POSIX.1-2017 §8.2
  const { LC_ALL, LC_TIME, LANG } = process.env;
  return LC_ALL || LC_TIME || LANG || '';
}
