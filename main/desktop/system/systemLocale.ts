import { app } from 'electron';

/** The locale by which the system writes times, as the system names it. Only after the app is ready. */
export function systemLocale(): string {
  if (process.platform !== 'linux') return app.getSystemLocale();
  // Times have a variable of their own, of which Electron does not know. @see POSIX.1-2017 §8.2
  const { LC_ALL, LC_TIME, LANG } = process.env;
  return LC_ALL || LC_TIME || LANG || '';
}
