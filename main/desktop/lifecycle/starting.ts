/** One step of the start or the end. Its name goes into the log when it fails. */
export interface Step {
  readonly name: string;
  readonly act: () => unknown;
}

/** What a start does. `Parts` are all parts of the app, made and joined. */
export interface Start<Parts> {
  /** Opens the window and asks for its page; ends when the page has what it runs on. */
  readonly showPage: () => Promise<void>;
  /** Makes every part. A request of the page waits for that. */
  readonly makeParts: () => Promise<Parts>;
  /** Answers the page from now on. */
  readonly answer: (parts: Parts) => void;
  /** Ends when the page has drawn its first answer. */
  readonly untilDrawn: () => Promise<void>;
  /** What nobody waits for. */
  readonly background: (parts: Parts) => readonly Step[];
  /** Whether the app is about to end: then nothing more is begun. */
  readonly isEnding: () => boolean;
  /** A step of the background threw this. */
  readonly onFault: (step: string, error: unknown) => void;
}

/**
 * The order of a start: the page, the parts, the answers, and the background last, for it would take the processor from
 * the page. A step of the background that fails stops no other.
 * @throws what making the parts throws: then nothing answers the page
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
