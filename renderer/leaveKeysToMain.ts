/** On Linux: whether main pastes, because Chromium would stand still until the clipboard's owner answers. */
export const doesMainPaste = navigator.platform.startsWith('Linux');

/** Keeps the keys that paste from Chromium where main pastes (main/desktop/window/pasting.ts): else both would. */
export function leaveKeysToMain(): void {
  if (!doesMainPaste) return;
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, shiftKey, altKey } = event;
    const isPaste = ctrlKey ? key.toLowerCase() === 'v' : shiftKey && key === 'Insert';
    if (isPaste && !altKey) event.preventDefault();
  });
}
