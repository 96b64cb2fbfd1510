import type { Bridge } from '../preload/contract.ts';
import { settle } from './bridge.ts';
import { doesMainPaste, leaveKeysToMain } from './leaveKeysToMain.ts';

/**
 * On Linux main pastes for the keyboard, and looks before a right click whether the program that owns the clipboard
 * answers: Chromium would stand still until it does (main/desktop/window/pasting.ts).
 */
export function leavePastingToMain(bridge: Bridge): void {
  if (!doesMainPaste) return;
  leaveKeysToMain();
  let isExpected = false;
  document.addEventListener('contextmenu', async (event) => {
    // The keyboard's menu key has no button, and a click by main would change what is selected.
    if (isExpected || event.button !== 2) {
      isExpected = false;
      return;
    }
    event.preventDefault();
    const answer = await settle(bridge.isClipboardAnswering());
    isExpected = answer.ok && answer.value;
    if (isExpected) await settle(bridge.rightClick(event.clientX, event.clientY));
  });
}
