/** What can take the focus. */
const controls = 'button, input, textarea, [tabindex="0"]';

/** Keys that use the focused control; the others only move on. */
const using: readonly string[] = ['Enter', ' ', 'Escape'];

/**
 * Restores the keyboard focus. When React removes the focused control, the browser moves the focus to the body, where
 * keys do nothing and a screen reader starts again. Instead this moves it
 * - to the control used last on the same page that is still there (notices and the toast count for every page),
 * - else to the page's first control below its header, where the star stands,
 * - and when the page itself is gone, to the list, or without one to the new page's first control.
 *
 * A sheet above the window gives the focus back by its own means.
 *
 * It watches the document, since many components and main's notices remove controls. Returns the function that stops it.
 */
export function restoreLostFocus(): () => void {
  let had: { readonly control: Element; readonly page: Element | null } | undefined;
  let used: readonly HTMLElement[] = [];

  const onFocus = ({ target }: Event): void => {
    if (!(target instanceof Element)) return;
    had = target.closest('[role="dialog"]') ? undefined : { control: target, page: target.closest('main') };
  };
  const onUse = (event: Event): void => {
    if (event instanceof KeyboardEvent && !using.includes(event.key)) return;
    // The person clicked beside every control and gave the focus up.
    if (document.activeElement === document.body) had = undefined;
    const control = event.target instanceof Element && event.target.closest<HTMLElement>(controls);
    if (control) used = [control, ...used.filter((other) => other !== control && other.isConnected)];
  };
  const onChange = (): void => {
    if (had === undefined || had.control.isConnected || document.activeElement !== document.body) return;
    const { page } = had;
    const isPageThere = page === null || page.isConnected;
    const back = used.filter((control) => isPageThere && (page ?? document).contains(control));
    const first = document.querySelectorAll<HTMLElement>(
      isPageThere ? `main :is(${controls})` : `[role="listbox"], main :is(${controls})`,
    );
    const below = [...first].filter((control) => control.closest('header') === null);
    for (const control of [...back, ...below]) {
      control.focus();
      if (document.activeElement === control) return;
    }
  };

  // In the capture phase, since some controls stop the event from bubbling.
  const early = { capture: true };
  document.addEventListener('focusin', onFocus);
  for (const use of ['click', 'input', 'keydown']) document.addEventListener(use, onUse, early);
  const watch = new MutationObserver(onChange);
  watch.observe(document.body, { childList: true, subtree: true });
  return () => {
    watch.disconnect();
    document.removeEventListener('focusin', onFocus);
    for (const use of ['click', 'input', 'keydown']) document.removeEventListener(use, onUse, early);
  };
}
