import { useEffect, useEffectEvent } from 'react';

const isMac = navigator.platform.startsWith('Mac');
/**
 * Keys that mean something else with Control: French, Czech and Slovak keyboards have signs of the zoom in the row of the
 * numbers, and the number block without Num Lock moves.
 */
const OTHER_MEANING = /^(?:[-+=_]|Home|End|Clear|Page\w+|Arrow\w+)$/;

/** A shortcut with Control, on macOS with Command, as a person reads it: `Ctrl E`, `⌘ E`. */
export function keysText(key: string): string {
  return `${isMac ? '⌘' : 'Ctrl'} ${key}`;
}

/** The shortcut of the entry at this place, the first is 0. */
export function numberKeyText(index: number): string {
  return keysText(String(index + 1));
}

/** Calls `act` with the place of the number key, the first is 0, that is pressed with Control, on macOS with Command. */
export function useNumberKeys(act: (index: number) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    const { ctrlKey, metaKey, altKey, shiftKey, key, code, repeat } = event;
    const isHeld = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
    // By the key's place: in some layouts a number needs Shift.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
    if (!isHeld || altKey || shiftKey || repeat || digit === undefined || OTHER_MEANING.test(key)) return;
    event.preventDefault();
    act(Number(digit) - 1);
  });
  useEffect(() => {
    // Before a menu that is open takes it for letters that are typed to find an entry.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
