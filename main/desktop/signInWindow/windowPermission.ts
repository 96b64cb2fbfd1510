/** What becomes of a window that a page wants to open. */
type WindowDecision = 'open' | 'ask' | 'refuse';

/** Which hosts may open windows in one sign-in. */
export interface WindowPermission {
  /** Decides on a window that a page of `host` wants to open now; `ask` until `answer` or `withdraw`. */
  readonly decide: (host: string) => WindowDecision;
  /** What the person answered; a yes holds for this host and this sign-in. */
  readonly answer: (host: string, isYes: boolean) => void;
  /** The question is not asked any more. */
  readonly withdraw: () => void;
  /** The person did something in a page. */
  readonly act: () => void;
}

/** A sign-in opens a window or two, each perhaps a second time. */
const MOST_OPENED = 20;
/** Who said no so often means it. */
const MOST_DECLINED = 3;

/**
 * Asks for one window at a time, and after a no only when the person has done something meanwhile, so that a page cannot
 * ask until it gets a yes. An allowed host may open windows as browsers let it, but not without end.
 */
export function windowPermission(): WindowPermission {
  const allowed = new Set<string>();
  const declined = new Map<string, number>();
  let isAsking = false;
  let opened = 0;
  let hasActed = true;
  return {
    decide: (host) => {
      if (host === '' || isAsking || opened >= MOST_OPENED) return 'refuse';
      if (allowed.has(host)) {
        opened += 1;
        return 'open';
      }
      if (!hasActed || (declined.get(host) ?? 0) >= MOST_DECLINED) return 'refuse';
      isAsking = true;
      return 'ask';
    },
    answer: (host, isYes) => {
      isAsking = false;
      hasActed = isYes;
      if (!isYes) declined.set(host, (declined.get(host) ?? 0) + 1);
      else {
        allowed.add(host);
        opened += 1;
      }
    },
    withdraw: () => {
      isAsking = false;
      hasActed = false;
    },
    act: () => {
      hasActed = true;
    },
  };
}
