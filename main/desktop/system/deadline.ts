/** So late a timer is when the process itself stood still, milliseconds. */
const STANDSTILL = 250;
/** What has come meanwhile is read well within this, milliseconds. */
const GRACE = 1_000;

/**
 * A signal that aborts after so many milliseconds, until it is called off. On a computer that is too busy to let this
 * process run, the timer and what it waits for are both there when it goes on, and the timer would come first: so what
 * has come is read before it counts as late.
 */
export function startDeadline(delay: number): { readonly signal: AbortSignal; readonly cancel: () => void } {
  const controller = new AbortController();
  const due = performance.now() + delay;
  let timer = setTimeout(() => {
    const stoodStill = performance.now() - due > STANDSTILL;
    if (stoodStill) timer = setTimeout(() => controller.abort(), GRACE);
    else controller.abort();
  }, delay);
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}
