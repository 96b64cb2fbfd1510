import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';

/** A request to main that a person starts on a connection's page; a sign-in is none, since it outlives the page. */
export type PageAction = 'copy' | 'reveal' | 'renew' | 'remove' | 'settle' | 'unlock' | 'reminder';

/** The actions under way, and the last one that failed. */
export interface PageActions {
  readonly busy: ReadonlySet<PageAction>;
  readonly failed: { readonly action: PageAction; readonly failure: Failure; readonly at: number } | undefined;
  /** Runs an action and marks it busy; the failure of the last one goes. Undefined when it failed, or the page is gone. */
  readonly run: <T>(action: PageAction, request: () => Promise<Reply<T>>) => Promise<{ readonly value: T } | undefined>;
  /** Reports an action that failed outside the page. */
  readonly report: (failed: NonNullable<PageActions['failed']>) => void;
  readonly dismiss: () => void;
}

/** Runs the actions of one connection's page. */
export function usePageActions(): PageActions {
  const [busy, setBusy] = useState<ReadonlySet<PageAction>>(new Set());
  const [failed, setFailed] = useState<PageActions['failed']>();
  const isHere = useRef(true);

  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  return {
    busy,
    failed,
    run: async (action, request) => {
      setBusy((others) => new Set([...others, action]));
      setFailed(undefined);
      const reply = await settle(request());
      if (!isHere.current) return undefined;
      setBusy((others) => new Set([...others].filter((other) => other !== action)));
      if (reply.ok) return { value: reply.value };
      setFailed({ action, failure: reply.failure, at: Date.now() });
      return undefined;
    },
    report: setFailed,
    dismiss: () => setFailed(undefined),
  };
}
