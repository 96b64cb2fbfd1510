import { ACT_KEYS, type Act } from '../../preload/shared/acts.ts';
import { text } from './text.ts';

/** Whether this is macOS, where the Command key does what Control does elsewhere, and keys have signs for names. */
export const isMac = navigator.platform.startsWith('Mac');

/** How a key is written, where its name in the menu is not what people call it. */
const macSigns: Readonly<Record<string, string>> = {
  CommandOrControl: '⌘',
  Shift: '⇧',
  Control: '⌃',
  Alt: '⌥',
  Enter: '↩',
};

/** The keys of an act as the menu writes them: `Ctrl+Shift+C`, `⇧⌘C`. Undefined when it has none. */
export function keysText(act: Act, onMac = isMac): string | undefined {
  const keys = ACT_KEYS[act];
  return keys === undefined ? undefined : combinationText(keys, onMac);
}

/** What a button shows to who points at it: its words and its keys, `Renew now (Ctrl+R)`. */
export function hintText(words: string, act: Act): string {
  const keys = keysText(act);
  return keys === undefined ? words : `${words} (${keys})`;
}

/** A letter or number that is pressed with Control, on macOS with Command, as it stands at the edge of a part: `Ctrl E`, `⌘ E`. */
export function edgeKeysText(key: string): string {
  return `${combinationText('CommandOrControl')} ${key}`;
}

/** The keys that have a word of their own in each language. */
const named = ['CommandOrControl', 'Shift', 'Enter', 'Plus'] as const;

/** Keys that are pressed together, as Electron writes them, in a person's words. */
export function combinationText(keys: string, onMac = isMac): string {
  const parts = keys.split('+');
  if (!onMac) return parts.map(nameOf).join('+');
  // Apple writes Shift before Command.
  const order = ['Control', 'Alt', 'Shift', 'CommandOrControl'];
  return parts
    .toSorted((one, other) => rank(order, one) - rank(order, other))
    .map((key) => macSigns[key] ?? key)
    .join('');
}

/** What stands on a key of a keyboard for the person's language: `Ctrl`, `Strg`. */
function nameOf(key: string): string {
  const known = named.find((one) => one === key);
  return known === undefined ? key : text(`key.${known}`);
}

function rank(order: readonly string[], key: string): number {
  const at = order.indexOf(key);
  return at === -1 ? order.length : at;
}
