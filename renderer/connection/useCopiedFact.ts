import { useEffect, useState } from 'react';
import type { Fact } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';

/** How long the button says what came of its press, milliseconds. */
const saidMs = 2_000;

/** The fact that was copied last, or was not. `count` grows with each press. */
export interface CopiedFact {
  readonly fact: Fact;
  readonly isDone: boolean;
  readonly count: number;
}

/** Copies a connection's facts, and says for two seconds what came of it. */
export function useCopiedFact(bridge: Bridge, id: string) {
  const [copied, setCopied] = useState<CopiedFact>();
  useEffect(() => {
    if (copied === undefined) return undefined;
    const timer = setTimeout(() => setCopied(undefined), saidMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async (fact: Fact): Promise<void> => {
    const { ok: isDone } = await settle(bridge.copyFact(id, fact));
    setCopied((last) => ({ fact, isDone, count: (last?.count ?? 0) + 1 }));
  };
  return { copied, copy: (fact: Fact) => void copy(fact) };
}
