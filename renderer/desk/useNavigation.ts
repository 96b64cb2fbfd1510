import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, DeskState, ShowRequest } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import {
  follow,
  followList,
  type Navigation,
  open,
  reportFailedCopy,
  type Screen,
  screenOf,
  startWith,
} from './navigation.ts';

/**
 * Keeps the person's place in the window and goes where main asks. `rows`: the connections in the
 * list's order. `choose` opens a connection once no input is lost by it, and calls `then`.
 */
export function useNavigation(
  bridge: Bridge,
  desk: DeskState,
  rows: readonly ConnectionState[],
  leaveGuard: LeaveGuard,
) {
  const [navigation, navigate] = useState<Navigation>(() => startWith(desk));
  const now = rows.map(({ id }) => id);
  const [seen, see] = useState<readonly string[]>(now);
  if (seen.join() !== now.join()) see(now);
  const followed = followList(follow(navigation, desk), seen, now);
  if (followed !== navigation) navigate(followed);
  const screen: Screen = screenOf(followed, desk, rows);

  const choose = (id: string, then: () => void = () => undefined): void => {
    const isShown = screen.name === 'connection' && screen.connection.id === id;
    const go = (): void => {
      navigate((now) => open(now, id, screen));
      then();
    };
    if (isShown) then();
    else leaveGuard.go(go);
  };
  const onShow = useEffectEvent(({ id, failure }: ShowRequest): void => {
    if (failure === undefined) choose(id);
    else navigate((now) => reportFailedCopy(now, { id, failure, at: Date.now() }, leaveGuard.hasInput()));
  });
  useEffect(() => bridge.on('show', onShow), [bridge]);
  useRememberedChoice(bridge, followed.selectedId, desk.list.selectedId);

  return { navigation: followed, navigate, screen, choose };
}

/** How often main is told of another choice at most, milliseconds: an arrow key that is held makes thirty a second. */
const tellPauseMs = 1000;

/** Has main remember the connection that is chosen, for the next start. */
function useRememberedChoice(bridge: Bridge, selectedId: string | undefined, remembered: string | undefined): void {
  const toldAt = useRef(0);
  useEffect(() => {
    if (selectedId === undefined || selectedId === remembered) return undefined;
    const tell = (): void => {
      toldAt.current = Date.now();
      void settle(bridge.arrangeList({ selectedId }));
    };
    const timer = setTimeout(tell, Math.max(0, toldAt.current + tellPauseMs - Date.now()));
    return () => clearTimeout(timer);
  }, [bridge, selectedId, remembered]);
}
