import { useEffect, useState } from 'react';
import type { Bridge, Happened } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';

/** A connection's history, the newest first, loaded again whenever it has grown; undefined before the first answer. */
export function useHistory(bridge: Bridge, id: string, newest: number): readonly Happened[] | undefined {
  const [history, setHistory] = useState<readonly Happened[]>();
  useEffect(() => {
    // False once a newer request has started: its answer must not be replaced by an older one.
    let isHere = newest >= 0;
    const load = async (): Promise<void> => {
      const reply = await settle(bridge.history(id));
      if (isHere && reply.ok) setHistory(reply.value);
    };
    void load();
    return () => {
      isHere = false;
    };
  }, [bridge, id, newest]);
  return history;
}
