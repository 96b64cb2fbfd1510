/** How often main looks whether it stood still, milliseconds. */
const LOOK = 50;
/** How long main may be kept busy, milliseconds: the opening of a window on a slow computer takes half of it. */
const LONGEST = 1_000;

/**
 * Calls `stop` once pages have kept main busy for a second, by whatever means: messages between their frames are seen by
 * nobody else. A main that waits for the processor, or that slept, is not busy.
 * @returns ends the watch
 */
export function watchStandstill(stop: () => void): () => void {
  let busy = 0;
  let at = performance.now();
  let used = process.cpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const late = now - at - LOOK;
    const { user, system } = process.cpuUsage(used);
    busy = late > LOOK ? busy + Math.min(late, (user + system) / 1_000) : Math.max(0, busy - LOOK / 2);
    at = now;
    used = process.cpuUsage();
    if (busy < LONGEST) return;
    clearInterval(timer);
    stop();
  }, LOOK);
  return () => clearInterval(timer);
}
