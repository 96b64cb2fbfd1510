/** An act that follows a burst of wishes once. */
export interface Coalesced {
  /** Wishes for it: it is done in the next turn of the event loop. */
  wish(): void;
  /** Does it now if it is wished for. */
  flush(): void;
}

/** Runs `act` once after a burst of wishes. */
export function coalesced(act: () => void): Coalesced {
  let isDue = false;
  const flush = () => {
    if (!isDue) return;
    isDue = false;
    act();
  };
  return {
    flush,
    wish: () => {
      if (isDue) return;
      isDue = true;
      setImmediate(flush);
    },
  };
}
