import { useEffect, useRef, useState } from 'react';
import type { Reply } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';

/** What a person can do with a connection here and now. */
export type Act = 'copy' | 'reveal' | 'renew' | 'remove' | 'settle' | 'unlock';

/** The acts under way, and the last one that failed. */
export interface Acts {
  readonly busy: ReadonlySet<Act>;
  readonly failed: { readonly act: Act; readonly failure: Failure; readonly at: number } | undefined;
  /** Runs an act, whose button waits meanwhile; the next act wipes away the failure of the last. Undefined when it failed. */
  readonly run: <T>(act: Act, request: () => Promise<Reply<T>>) => Promise<{ readonly value: T } | undefined>;
  /** Takes over an act that failed elsewhere. */
  readonly tell: (failed: NonNullable<Acts['failed']>) => void;
  readonly dismiss: () => void;
}

/** Keeps account of the acts on one connection. */
export function useActs(): Acts {
  const [busy, setBusy] = useState<ReadonlySet<Act>>(new Set());
  const [failed, setFailed] = useState<Acts['failed']>();
  const here = useRef(true);

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  return {
    busy,
    failed,
    run: async (act, request) => {
      setBusy((others) => new Set([...others, act]));
      setFailed(undefined);
      const reply = await settle(request());
      if (!here.current) return undefined;
      setBusy((others) => new Set([...others].filter((other) => other !== act)));
      if (reply.ok) return { value: reply.value };
      setFailed({ act, failure: reply.failure, at: Date.now() });
      return undefined;
    },
    tell: setFailed,
    dismiss: () => setFailed(undefined),
  };
}
