/**
 * What the window can be asked for from outside its page: by the menu, and by the menu's keys. Each with its keys as
 * Electron writes them.
 */
export const ACT_KEYS = {
  palette: undefined,
  find: 'CommandOrControl+F',
  add: 'CommandOrControl+N',
  copy: 'CommandOrControl+Shift+C',
  'copy-as': undefined,
  reveal: undefined,
  renew: 'CommandOrControl+R',
  edit: 'CommandOrControl+E',
  star: undefined,
  duplicate: undefined,
  'sign-in': undefined,
  remove: undefined,
  activity: undefined,
  present: undefined,
  lock: 'CommandOrControl+Shift+L',
  settings: 'CommandOrControl+,',
  help: 'F1',
} as const;

/** One of them by its name. */
export type Act = keyof typeof ACT_KEYS;

/** Whether a word names one. */
export function isAct(foreign: unknown): foreign is Act {
  return typeof foreign === 'string' && Object.hasOwn(ACT_KEYS, foreign);
}
