import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Leaving } from '../state/useLeaveGuard.ts';

/** The panel that is open on a connection's page, if any. */
export interface OpenPanel {
  readonly panel: 'sign-in' | 'remove' | undefined;
  readonly open: (panel: 'sign-in' | 'remove') => void;
  /** Takes it away: its work is done. */
  readonly end: () => void;
  /** Takes it away undone, and gives the focus back to the button that opened it. */
  readonly close: () => void;
}

/** Opens and closes the panels of the page; one at a time, and none takes the place of one in which something is typed. */
export function usePanel(page: RefObject<HTMLElement | null>, leaving: Leaving): OpenPanel {
  const [panel, setPanel] = useState<OpenPanel['panel']>();
  const opener = useRef<string | null>(undefined);
  return {
    panel,
    open: (which) => {
      const from = document.activeElement?.textContent;
      leaving.go(() => {
        opener.current = from;
        setPanel(which);
      });
    },
    end: () => setPanel(undefined),
    close: () => {
      flushSync(() => setPanel(undefined));
      // The button was away while the panel said the same; put back, it is another element with the same words.
      const buttons = [...(page.current?.querySelectorAll('button') ?? [])];
      buttons.find(({ textContent }) => textContent === opener.current)?.focus();
    },
  };
}
