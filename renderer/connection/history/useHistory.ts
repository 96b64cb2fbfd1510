import { useEffect, useState } from 'react';
import type { Happened } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';

/** How far back a connection's page shows what happened. */
const daysShown = 30;

/**
 * A connection's history, the newest first, loaded again whenever it has grown; undefined before the first answer. It is
 * asked for once the page is painted, which people wait for.
 */
export function useHistory(bridge: Bridge, id: string, newest: number): readonly Happened[] | undefined {
  const [history, setHistory] = useState<readonly Happened[]>();
  useEffect(() => {
    // False once a newer request has started: its answer must not be replaced by an older one.
    let isHere = newest >= 0;
    const load = async (): Promise<void> => {
      const reply = await settle(bridge.activity({ connection: id, days: daysShown }));
      if (isHere && reply.ok) setHistory(reply.value.entries);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => void load());
    });
    return () => {
      isHere = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [bridge, id, newest]);
  return history;
}
