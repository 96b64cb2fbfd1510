import { useEffect, useState } from 'react';
import type { Bridge, Happened } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';

/** What happened to a connection, the newest first, asked for anew whenever it has grown; undefined before the first answer. */
export function useHistory(bridge: Bridge, id: string, newest: number): readonly Happened[] | undefined {
  const [history, setHistory] = useState<readonly Happened[]>();
  useEffect(() => {
    // An older answer that comes late is not shown.
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
