import type { ElectronApplication } from '@playwright/test';

/** Watches main: its longest stop, milliseconds, and by how much its memory grew at most, bytes. */
export async function measureMain(app: ElectronApplication) {
  const watching = await app.evaluateHandle(() => {
    const before = process.memoryUsage.rss();
    const seen = { stoodStill: 0, grown: 0 };
    let last = performance.now();
    const beat = setInterval(() => {
      seen.stoodStill = Math.max(seen.stoodStill, performance.now() - last);
      seen.grown = Math.max(seen.grown, process.memoryUsage.rss() - before);
      last = performance.now();
    }, 10);
    return { seen, beat };
  });
  return {
    end: () =>
      watching.evaluate(({ seen, beat }) => {
        clearInterval(beat);
        return seen;
      }),
  };
}
