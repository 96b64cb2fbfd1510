import type { DeskSettings, KeptSettings } from '../../../preload/settings.ts';
import { COPY_FORMATS } from '../../../preload/shared/copyFormats.ts';
import { memberOf } from './json.ts';

/** What a setting may be: its value before anybody chose, and a value of somebody else's making, undefined when it is none. */
interface Rule<T> {
  readonly usual: T;
  readonly read: (foreign: unknown) => T | undefined;
}

function oneOf<T>(usual: T, ...others: readonly NoInfer<T>[]): Rule<T> {
  return { usual, read: (foreign) => [usual, ...others].find((value) => value === foreign) };
}

/** Any of these, all of them before anybody chose; in this order, and each once. */
function anyOf<T>(...all: readonly T[]): Rule<readonly T[]> {
  const isOf = (foreign: readonly unknown[]) => foreign.every((one) => all.some((value) => value === one));
  return {
    usual: all,
    read: (foreign) =>
      Array.isArray(foreign) && isOf(foreign) ? all.filter((value) => foreign.includes(value)) : undefined,
  };
}

/**
 * The schema of the settings. A library's would be loaded before the window is there, and electron-store's own throws all
 * preferences away for one wrong value.
 */
const RULES: { readonly [K in keyof KeptSettings]: Rule<KeptSettings[K]> } = {
  theme: oneOf<KeptSettings['theme']>('system', 'light', 'dark'),
  language: oneOf<KeptSettings['language']>('system', 'en', 'de'),
  textSize: oneOf<KeptSettings['textSize']>('normal', 'small', 'large'),
  closesToTray: oneOf<boolean>(true, false),
  clipboardSeconds: oneOf<KeptSettings['clipboardSeconds']>(30, 10, 20, 60, 120, 300),
  freshMinutes: oneOf<KeptSettings['freshMinutes']>(10, 5, 20, 30),
  defaultFormat: oneOf<KeptSettings['defaultFormat']>('token', ...COPY_FORMATS),
  tellsSignInNeeded: oneOf<boolean>(true, false),
  warnsDaysBefore: anyOf<KeptSettings['warnsDaysBefore'][number]>(30, 7, 1),
  notifiesWithSound: oneOf<boolean>(false, true),
  locksWhenIdle: oneOf<boolean>(false, true),
  lockMinutes: oneOf<KeptSettings['lockMinutes']>(15, 5, 60),
};

/** The settings in what a file held: a missing or wrong one is as before anybody chose, and the others stay. */
export function readSettings(foreign: unknown): KeptSettings {
  const read = <K extends keyof KeptSettings>(name: K): KeptSettings[K] =>
    RULES[name].read(memberOf(foreign, name)) ?? RULES[name].usual;
  return {
    theme: read('theme'),
    language: read('language'),
    textSize: read('textSize'),
    closesToTray: read('closesToTray'),
    clipboardSeconds: read('clipboardSeconds'),
    freshMinutes: read('freshMinutes'),
    defaultFormat: read('defaultFormat'),
    tellsSignInNeeded: read('tellsSignInNeeded'),
    warnsDaysBefore: read('warnsDaysBefore'),
    notifiesWithSound: read('notifiesWithSound'),
    locksWhenIdle: read('locksWhenIdle'),
    lockMinutes: read('lockMinutes'),
  };
}

/** These settings with the changes that the page asks for; undefined when one of them is no setting or has a wrong value. */
export function changedSettings(settings: DeskSettings, foreign: unknown): DeskSettings | undefined {
  if (typeof foreign !== 'object' || foreign === null || Array.isArray(foreign)) return undefined;
  const startsAtLogin = memberOf(foreign, 'startsAtLogin');
  if (startsAtLogin !== undefined && typeof startsAtLogin !== 'boolean') return undefined;
  const kept = Object.entries(foreign).filter(([name]) => name !== 'startsAtLogin');
  if (!kept.every(([name, value]) => isKept(name) && RULES[name].read(value) !== undefined)) return undefined;
  const login = startsAtLogin ?? settings.startsAtLogin;
  return { ...readSettings({ ...settings, ...foreign }), ...(login !== undefined && { startsAtLogin: login }) };
}

function isKept(name: string): name is keyof KeptSettings {
  return Object.hasOwn(RULES, name);
}
