/** What can have the focus. */
const controls = 'button, input, textarea, [tabindex="0"]';

/** Keys that do something with the control that has the focus; the others only lead past it. */
const using: readonly string[] = ['Enter', ' ', 'Escape'];

/**
 * Keeps the keyboard in the window. When the control with the focus goes (a failure that is over, a page that is done),
 * the focus would fall to the document, where keys do nothing and a screen reader begins anew. Instead it goes
 * - to the control used last on the same page that is still there (a notice and the toast lie over every page),
 * - else to the page's first control,
 * - and when the page itself has gone, to the list, or without one to the new page's first control.
 *
 * One place for all, by watching the document: what goes is decided in many components and in main's notices.
 * Gives the function that stops it.
 */
export function restoreLostFocus(): () => void {
  let had: { readonly control: Element; readonly page: Element | null } | undefined;
  let used: readonly HTMLElement[] = [];

  const onFocus = ({ target }: Event): void => {
    if (target instanceof Element) had = { control: target, page: target.closest('main') };
  };
  const onUse = (event: Event): void => {
    if (event instanceof KeyboardEvent && !using.includes(event.key)) return;
    // A click beside every control gives the focus up: nothing is to be kept.
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
    for (const control of [...back, ...first]) {
      control.focus();
      if (document.activeElement === control) return;
    }
  };

  // Before the controls hear of it themselves: some let nobody hear of it after them.
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
