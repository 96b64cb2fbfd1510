import { createContext, useContext, useEffect, useId } from 'react';
import type { Act } from '../../preload/shared/acts.ts';

/** What a part of the page can do now; one that is under way, or makes no sense now, is undefined. */
export type Offer = { readonly [A in Act]?: (() => void) | undefined };

/** Where the parts of the page offer what can be asked for from outside of them. */
export interface ActBoard {
  /** Replaces what this part offers; nothing when it is gone. */
  readonly offer: (part: string, offer: Offer) => void;
  /** Does it as the page's own button would; does nothing when no part offers it. */
  readonly run: (act: Act) => void;
  /** Whether a part offers it now. */
  readonly can: (act: Act) => boolean;
}

/** Makes one. `onChange` is called with all that is offered, whenever that has changed. */
export function createActBoard(onChange: (acts: readonly Act[]) => void): ActBoard {
  const parts = new Map<string, Offer>();
  let told = '';
  let isTelling = false;
  const offered = (): Offer => Object.assign({}, ...parts.values());
  const tell = (): void => {
    isTelling = false;
    const doable = Object.entries(offered()).filter(([, does]) => does !== undefined);
    // Its names are acts: the type says so, `Object.entries` does not.
    const acts = doable.map(([act]) => act as Act).toSorted();
    if (acts.join() === told) return;
    told = acts.join();
    onChange(acts);
  };
  return {
    offer: (part, offer) => {
      parts.set(part, offer);
      if (isTelling) return;
      isTelling = true;
      // One screen goes and the next one comes within one moment.
      queueMicrotask(tell);
    },
    run: (act) => offered()[act]?.(),
    can: (act) => offered()[act] !== undefined,
  };
}

/** The window's board. */
export const Acts = createContext<ActBoard>(createActBoard(() => undefined));

/** Offers these acts as long as the part is there. */
export function useOffer(offer: Offer): void {
  const board = useContext(Acts);
  const part = useId();
  useEffect(() => board.offer(part, offer));
  useEffect(() => () => board.offer(part, {}), [board, part]);
}
