import type { BrowserWindow, Input } from 'electron';

type Key = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'shift' | 'meta'>;

/**
 * Tells an Alt that is pressed and let go alone from one that is held for something else. The right one is always something
 * else: on most keyboards it is AltGr, and on others the key for the next layout.
 */
interface LoneAlt {
  /** Whether this is an Alt that is let go after something else happened. */
  readonly endsOther: (key: Key) => boolean;
  /** Something else happened: a click, another window. */
  readonly disturb: () => void;
}

/** Follows one window's keys. */
export function loneAlt(): LoneAlt {
  let isAlone = false;
  return {
    endsOther: ({ type, key, code, control, shift, meta }) => {
      const wasAlone = isAlone;
      isAlone = key === 'Alt' && code !== 'AltRight' && type !== 'keyUp' && !control && !shift && !meta;
      // With Shift an X server calls the same key Meta.
      return type === 'keyUp' && (key.startsWith('Alt') || code.startsWith('Alt')) && !wasAlone;
    },
    disturb: () => {
      isAlone = false;
    },
  };
}

/**
 * Lets Alt open the menu bar only when it is pressed and let go alone. Electron also takes an Alt that was part of the keys
 * for another keyboard layout, of a click, or of a change of the window, and the letters typed next choose in the menu
 * (electron#11106, electron#28088, electron#49737, deltachat-desktop#6272).
 */
export function guardMenuBar(window: BrowserWindow): void {
  const alt = loneAlt();
  window.webContents.on('before-input-event', (event, input) => {
    if (alt.endsOther(input)) event.preventDefault();
  });
  window.webContents.on('input-event', (_event, { type }) => {
    if (type === 'mouseDown' || type === 'mouseWheel') alt.disturb();
  });
  window.on('blur', alt.disturb);
}
