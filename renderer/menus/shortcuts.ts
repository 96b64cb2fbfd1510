import { useEffect, useEffectEvent } from 'react';
import { edgeKeysText, isMac } from '../words/keysText.ts';

/**
 * Keys that mean something else with Control: French, Czech and Slovak keyboards have signs of the zoom in the row of the
 * numbers, and the number block without Num Lock moves.
 */
const OTHER_MEANING = /^(?:[-+=_]|Home|End|Clear|Page\w+|Arrow\w+)$/;

/** The shortcut of the entry at this place, the first is 0. */
export function numberKeyText(index: number): string {
  return edgeKeysText(String(index + 1));
}

/** Calls `act` with the place of the number key, the first is 0, that is pressed with Control, on macOS with Command. */
export function useNumberKeys(act: (index: number) => void): void {
  // Before a menu that is open takes it for letters that are typed to find an entry.
  useWindowKeys({ isFirst: true }, (event) => {
    // By the key's place: in some layouts a number needs Shift.
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (!isCommandHeld(event) || event.repeat || digit === undefined || OTHER_MEANING.test(event.key)) return;
    event.preventDefault();
    act(Number(digit) - 1);
  });
}

/**
 * Calls `onKeyDown` for each key that goes down in the window.
 * @param isFirst before the part that has the focus; otherwise after it
 */
export function useWindowKeys({ isFirst }: { isFirst: boolean }, onKeyDown: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(onKeyDown);
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => hear(event);
    document.addEventListener('keydown', listener, isFirst);
    return () => document.removeEventListener('keydown', listener, isFirst);
  }, [isFirst]);
}

/** Whether Control, on macOS Command, is held and nothing else. */
function isCommandHeld({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey) && !altKey && !shiftKey;
}

/** Whether one of these letters is pressed with Control, on macOS with Command; also where the keyboard has other letters there. */
export function isLetterHeld(event: KeyboardEvent, ...letters: readonly string[]): boolean {
  if (!isCommandHeld(event)) return false;
  const isLatin = /^[a-z]$/i.test(event.key);
  return letters.some((letter) => (isLatin ? event.key.toUpperCase() === letter : event.code === `Key${letter}`));
}
