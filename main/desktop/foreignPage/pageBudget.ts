import type { WebContents } from 'electron';

/** Characters: no address that signs anybody in is longer. Longer ones are dropped before anything parses them. */
export const LONGEST_ADDRESS = 16_384;

/** Whether an address is too long to be looked at. */
export function isTooLong(address: string): boolean {
  return address.length > LONGEST_ADDRESS;
}

/** A page's address, or its origin alone where that is too long: a document can lengthen its own address, to 2 MB. */
export function addressOf(contents: WebContents): string {
  const address = contents.getURL();
  return isTooLong(address) ? contents.mainFrame.origin : address;
}

/** What a page may do at once: a sign-in page navigates a few times, and has a frame or two. */
const MOST = 200;
/** How long until all of it is there again, milliseconds. */
const PERIOD = 10_000;

/**
 * What each act of a page costs main, as a part of what the page may do at once. A page that does nothing but ask main
 * would stop the whole app.
 */
export const COST = {
  /** A navigation, a frame, a permission, a download, a window, an icon. */
  act: 1,
  /** A request, a look at a permission, a line on the console, a message of the debugger: a page may have hundreds. */
  request: 0.4,
} as const;

/** Counts what the pages of a sign-in do; `characters`: of the address, or of other words, that came with it. */
export type Spend = (cost: number, characters?: number) => void;

/**
 * @param stop called once, when the pages have done too much
 * @param now a steady clock, milliseconds
 */
export function pageBudget(stop: () => void, now: () => number = () => performance.now()): Spend {
  let spent = 0;
  let at = now();
  let isStopped = false;
  return (cost, characters = 0) => {
    const time = now();
    spent = Math.max(0, spent - ((time - at) * MOST) / PERIOD);
    at = time;
    // A long one is copied and kept several times before main sees it: one of 2 MB is too much.
    spent += characters > LONGEST_ADDRESS ? cost + (2 * characters) / LONGEST_ADDRESS : cost;
    if (spent < MOST || isStopped) return;
    isStopped = true;
    stop();
  };
}
