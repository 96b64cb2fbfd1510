import type { Copied } from '../../../preload/connection.ts';
import type { Clock } from '../../connections/model/ports.ts';

/** What is looked at of a connection. */
interface Listed {
  readonly id: string;
  readonly name: string;
  readonly status: string;
}

/** What a person should hear who does not see the window. */
export interface HiddenNews<L> {
  /** Connections that have come to need a new sign-in, all of them together. */
  readonly onSignIns: (news: readonly L[]) => void;
  /** A token that another program keeps on the clipboard. */
  readonly onKept: (kept: Copied) => void;
}

/** Connections that fail together do so over seconds: they are told of once none has followed for so long, milliseconds. */
const PAUSE = 5_000;

/** The connections that need a new sign-in. */
function needingSignIn<L extends Listed>(list: readonly L[]): readonly L[] {
  return list.filter(({ status }) => status === 'sign-in-needed');
}

/**
 * Tells once of each thing that comes about while nobody sees the window, and again only after it was over. What it gives
 * takes each new state; what needs a sign-in in the first one is known.
 */
export function watchHiddenNews<L extends Listed>(
  clock: Pick<Clock, 'after'>,
  isSeen: () => boolean,
  { onSignIns, onKept }: HiddenNews<L>,
): (list: readonly L[], copied: Copied | undefined) => void {
  let known: ReadonlySet<string> | undefined;
  let news: readonly L[] = [];
  let stopTimer: (() => void) | undefined;
  let wasKept = false;
  const tell = () => {
    const told = news;
    news = [];
    if (told.length > 0 && !isSeen()) onSignIns(told);
  };
  return (list, copied) => {
    const before = known;
    // One that is tried again still needs what it needed.
    const isStill = ({ id, status }: L) => status === 'renewing' && before?.has(id) === true;
    const needing = needingSignIn(list);
    known = new Set([...needing, ...list.filter(isStill)].map(({ id }) => id));
    news = news.filter(({ id }) => known?.has(id));
    const come = before === undefined || isSeen() ? [] : needing.filter(({ id }) => !before.has(id));
    if (come.length > 0) {
      news = [...news, ...come];
      stopTimer?.();
      stopTimer = clock.after(PAUSE, tell);
    }
    const isKept = copied?.keptBy !== undefined;
    if (copied !== undefined && isKept && !wasKept && !isSeen()) onKept(copied);
    wasKept = isKept;
  };
}
