import { isPasteKey } from '../preload/shared/pasteKeys.ts';

/** Whether main pastes: on Linux, because Chromium would stand still until the clipboard's owner answers. */
export const doesMainPaste = navigator.platform.startsWith('Linux');

/** Keeps the keys that paste from Chromium where main pastes (main/desktop/window/pasting.ts): else both would. */
export function leaveKeysToMain(): void {
  if (!doesMainPaste) return;
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey: control, shiftKey: shift, altKey: alt } = event;
    if (isPasteKey({ key, control, shift, alt })) event.preventDefault();
  });
}
