import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { locale, speak } from '../words/text.ts';

/** Main's state as the window knows it: not yet, the whole of it, or why it could not be read. */
export type DeskView =
  | { readonly phase: 'opening' }
  | { readonly phase: 'failed'; readonly failure: Failure }
  | { readonly phase: 'open'; readonly desk: DeskState; readonly failedAt: ReadonlyMap<string, number> };

/** A copy of main's state to which React can subscribe. */
export interface DeskStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => DeskView;
  /** Asks main again after `failed`. */
  readonly reload: () => void;
}

type Seen = ReadonlyMap<string, { readonly words: string; readonly at: number }>;

/** Remembers when each connection's present failure was first seen; main sends whole states, so the same failure arrives many times. */
function seeFailures(before: Seen, desk: DeskState): Seen {
  const now = Date.now();
  const seen = new Map<string, { readonly words: string; readonly at: number }>();
  for (const { id, failure } of desk.connections) {
    if (failure === undefined) continue;
    const words = JSON.stringify(failure);
    const earlier = before.get(id);
    seen.set(id, earlier?.words === words ? earlier : { words, at: now });
  }
  return seen;
}

/** Makes the copy; it listens to main from its first subscription on. */
export function createDeskStore(bridge: Bridge): DeskStore {
  const listeners = new Set<() => void>();
  let view: DeskView = { phase: 'opening' };
  let seen: Seen = new Map();
  let stop: (() => void) | undefined;

  const show = (next: DeskView): void => {
    view = next;
    for (const listener of listeners) listener();
  };
  const accept = (desk: DeskState): void => {
    if (desk.locale !== locale()) speak(desk.locale);
    seen = seeFailures(seen, desk);
    show({ phase: 'open', desk, failedAt: new Map([...seen].map(([id, { at }]) => [id, at])) });
  };
  const load = async (): Promise<void> => {
    const reply = await settle(bridge.desk());
    // A notice that arrived in the meantime is newer than this reply.
    if (view.phase === 'open') return;
    if (reply.ok) accept(reply.value);
    else show({ phase: 'failed', failure: reply.failure });
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (stop === undefined) {
        stop = bridge.on('desk', accept);
        void load();
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
    read: () => view,
    reload: () => {
      show({ phase: 'opening' });
      void load();
    },
  };
}
