import type { Page } from '@playwright/test';

/** What a person's hands have done. */
export interface HandCount {
  /** Presses of the mouse, and choices in a menu that the system draws, whose presses no page sees. */
  readonly clicks: number;
  /** Presses of keys that type nothing into a field. */
  readonly keys: number;
  /** Fields that were typed or pasted into by hand. */
  readonly fields: number;
}

interface HandsSeen {
  /** The menus of the system in which something was chosen. */
  readonly menus: Set<EventTarget | null>;
  clicks: number;
  keys: number;
  readonly fields: Set<EventTarget | null>;
}

declare global {
  interface Window {
    handCount?: HandsSeen;
  }
}

const NOTHING: HandCount = { clicks: 0, keys: 0, fields: 0 };

/**
 * Counts in the page, from now until it is loaded anew, what comes from a mouse or a keyboard and from no script.
 * @param before what was counted already
 */
export async function startCounting(page: Page, before: HandCount = NOTHING): Promise<void> {
  await page.evaluate(({ clicks, keys, fields }) => {
    const isWatched = window.handCount !== undefined;
    const seen = Array.from({ length: fields }, () => new EventTarget());
    const count: HandsSeen = { menus: new Set(), clicks, keys, fields: new Set(seen) };
    window.handCount = count;
    if (isWatched) return;
    const watch = <E extends keyof WindowEventMap>(event: E, act: (each: WindowEventMap[E]) => void): void =>
      // Before the app's own listeners, which may stop the event.
      window.addEventListener(event, (each) => each.isTrusted && act(each), { capture: true });
    const now = () => window.handCount ?? count;
    watch('pointerdown', () => {
      now().clicks += 1;
    });
    watch('keydown', ({ key, ctrlKey, altKey, metaKey, target }) => {
      const isTyping = target instanceof HTMLInputElement && key.length === 1 && !ctrlKey && !altKey && !metaKey;
      // In a menu of the system the keys stand for the mouse.
      if (!isTyping && !(target instanceof HTMLSelectElement)) now().keys += 1;
    });
    watch('input', ({ target }) => {
      const { menus, fields } = now();
      (target instanceof HTMLSelectElement ? menus : fields).add(target);
    });
  }, before);
}

/** What was counted since {@link startCounting}. */
export function counted(page: Page): Promise<HandCount> {
  return page.evaluate(() => {
    const { menus, clicks = 0, keys = 0, fields } = window.handCount ?? {};
    return { clicks: clicks + (menus?.size ?? 0), keys, fields: fields?.size ?? 0 };
  });
}
