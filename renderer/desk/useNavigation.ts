import { useEffect, useEffectEvent, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, DeskState, ShowRequest } from '../../preload/contract.ts';
import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import {
  follow,
  followList,
  type Navigation,
  open,
  reportFailedCopy,
  type Screen,
  screenOf,
  start,
} from './navigation.ts';

/**
 * Keeps the person's place in the window and goes where main asks. `rows`: the connections in the
 * list's order. `choose` opens a connection once no input is lost by it.
 */
export function useNavigation(
  bridge: Bridge,
  desk: DeskState,
  rows: readonly ConnectionState[],
  leaveGuard: LeaveGuard,
) {
  const [navigation, navigate] = useState<Navigation>(start);
  const now = rows.map(({ id }) => id);
  const [seen, see] = useState<readonly string[]>(now);
  if (seen.join() !== now.join()) see(now);
  const followed = followList(follow(navigation, desk), seen, now);
  if (followed !== navigation) navigate(followed);
  const screen: Screen = screenOf(followed, desk, rows);

  const choose = (id: string): void => {
    const isShown = screen.name === 'connection' && screen.connection.id === id;
    if (!isShown) leaveGuard.go(() => navigate((now) => open(now, id, screen)));
  };
  const onShow = useEffectEvent(({ id, failure }: ShowRequest): void => {
    if (failure === undefined) choose(id);
    else navigate((now) => reportFailedCopy(now, { id, failure, at: Date.now() }, leaveGuard.hasInput()));
  });
  useEffect(() => bridge.on('show', onShow), [bridge]);

  return { navigation: followed, navigate, screen, choose };
}
