/** Milliseconds until the next try. */
const INTERVAL = 5_000;

/** `diskError`: the system's code of the last write's failure. */
interface List {
  readonly diskError: string | undefined;
  save(): void;
}

/**
 * Saves again every five seconds while the last write failed because another program has the file open; nothing else
 * tells when it lets go. The returned function is to be called after each change; it sets no second timer.
 */
export function saveWhenFree(
  list: List,
  after: (milliseconds: number, act: () => void) => void = (milliseconds, act) => setTimeout(act, milliseconds).unref(),
): () => void {
  let isPlanned = false;
  const plan = (): void => {
    if (isPlanned || list.diskError !== 'EBUSY') return;
    isPlanned = true;
    after(INTERVAL, () => {
      isPlanned = false;
      list.save();
      plan();
    });
  };
  return plan;
}
