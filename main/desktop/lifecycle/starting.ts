/** One step of the start or the end. Its name goes into the log when it fails. */
export interface Step {
  readonly name: string;
  readonly act: () => unknown;
}

/** What a start does. */
export interface Start<Parts> {
  /** Loads the page; resolves when it was served. */
  readonly showPage: () => Promise<void>;
  /** Makes every part of the app and joins them; the page's first request waits for that. */
  readonly makeParts: () => Promise<Parts>;
  readonly answer: (parts: Parts) => void;
  /** Resolves when the page has drawn its first answer. */
  readonly untilDrawn: () => Promise<void>;
  /** Steps that nobody waits for. */
  readonly background: (parts: Parts) => readonly Step[];
  /** Whether the app is ending: no further step begins then. */
  readonly isEnding: () => boolean;
  readonly onFault: (step: string, error: unknown) => void;
}

/**
 * The order of a start: the page, the parts, the answers, and last the background, which would take the processor from
 * the page. A background step that fails stops no other.
 * @throws what `makeParts` throws
 */
export async function startInOrder<Parts>(start: Start<Parts>): Promise<void> {
  await start.showPage();
  const parts = await start.makeParts();
  start.answer(parts);
  await start.untilDrawn();
  for (const { name, act } of start.background(parts)) {
    if (start.isEnding()) return;
    try {
      await act();
    } catch (error) {
      start.onFault(name, error);
    }
  }
}
