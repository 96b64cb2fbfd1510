import { useEffect, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { type ActBoard, createActBoard } from '../state/acts.ts';

/** The list of connections, which keeps the focus while its rows are chosen. */
const LIST = 'nav [role="listbox"]';

/**
 * The window's board of acts: main learns what is offered, and what the menu asks for is done. On a row of the list Enter
 * copies the token, and so do the keys that copy while no text is selected.
 */
export function useActs(bridge: Bridge): ActBoard {
  const [board] = useState(() => createActBoard((acts) => void settle(bridge.offerActs(acts))));
  useEffect(() => bridge.on('act', board.run), [bridge, board]);
  useEffect(() => {
    // Chromium tells of copying the place where a selection would begin, and not what has the focus.
    const isOnRow = () => document.activeElement?.matches(LIST) === true;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isHeld = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat;
      if (event.key === 'Enter' && !isHeld && isOnRow()) board.run('copy');
    };
    const onCopy = (event: ClipboardEvent): void => {
      if (!isOnRow() || document.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      board.run('copy');
    };
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
    };
  }, [board]);
  return board;
}
