import { useEffect, useState } from 'react';
import type { ActivitySummary, LedgerVerdict } from '../../preload/activity.ts';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';

/** How long the history must have rested before it is summed up again, milliseconds: a thousand connections renew in a row. */
const restMs = 2_000;

/** The renewals of the last days, and the connections that the history knows; undefined before the first answer. */
export function useSummary(
  bridge: Bridge,
  connection: string | undefined,
  revision: number,
): ActivitySummary | undefined {
  const [summary, setSummary] = useState<ActivitySummary>();
  const isFirst = summary === undefined;
  useEffect(() => {
    let isHere = revision >= 0;
    const load = async (): Promise<void> => {
      const reply = await settle(
        connection === undefined ? bridge.activitySummary() : bridge.activitySummary(connection),
      );
      if (isHere && reply.ok) setSummary(reply.value);
    };
    const timer = setTimeout(() => void load(), isFirst ? 0 : restMs);
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [bridge, connection, revision, isFirst]);
  return summary;
}

/** What the proof of the history came to; undefined while it is under way. */
export interface Proof {
  readonly verdict?: LedgerVerdict;
  readonly failure?: Failure;
}

/** Proves the history when the screen opens, and on wish. */
export function useProof(bridge: Bridge): { readonly proof: Proof; readonly prove: () => void } {
  const [proof, setProof] = useState<Proof>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isHere = round >= 0;
    const load = async (): Promise<void> => {
      const reply = await settle(bridge.verifyActivity());
      if (isHere) setProof(reply.ok ? { verdict: reply.value } : { failure: reply.failure });
    };
    // After what the person sees first.
    const timer = setTimeout(() => void load());
    return () => {
      isHere = false;
      clearTimeout(timer);
    };
  }, [bridge, round]);
  return {
    proof,
    prove: () => {
      setProof({});
      setRound(round + 1);
    },
  };
}
