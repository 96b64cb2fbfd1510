/** Changes that come in bursts, each burst heard of once. */
export interface Coalesced {
  /** Something has changed: whoever follows hears of it in the next turn of the event loop, or later when they heard of a change just now. */
  wish(): void;
  /** Lets them hear of it now, if something has changed. */
  flush(): void;
  follow(act: () => void): void;
}

/** At least this long, in milliseconds, from one burst to the next. */
const GAP = 100;

/** Changes that nobody follows yet. */
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
