/** Reports a burst of changes once. */
export interface Coalesced {
  /** Reports a change in the next turn of the event loop, or 100 ms after the last report. */
  wish(): void;
  /** Reports it now, if there is a change. */
  flush(): void;
  follow(act: () => void): void;
}

/** The least time between two reports, milliseconds. */
const GAP = 100;

export function coalesced(): Coalesced {
  const followers = new Set<() => void>();
  let isDue = false;
  let last = -Infinity;
  const flush = () => {
    if (!isDue) return;
    isDue = false;
    last = performance.now();
    for (const act of followers) act();
  };
  return {
    flush,
    follow: (act) => {
      followers.add(act);
    },
    wish: () => {
      if (isDue) return;
      isDue = true;
      const wait = last + GAP - performance.now();
      if (wait <= 0) setImmediate(flush);
      else setTimeout(flush, wait);
    },
  };
}
