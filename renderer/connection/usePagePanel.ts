import { type RefObject, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import { text } from '../words/text.ts';

/** The panel that is open on a connection's page, if any, and how it opens and closes. */
export interface PagePanel {
  readonly panel: 'sign-in' | 'remove' | 'edit' | undefined;
  readonly open: (panel: 'sign-in' | 'remove' | 'edit') => void;
  /** Closes the panel after its work is done. */
  readonly end: () => void;
  /** Closes the panel without doing its work, and returns the focus to the button that opened it. */
  readonly close: () => void;
}

/** Opens one panel at a time; while one holds unsaved input, the person is asked before another takes its place. */
export function usePagePanel(page: RefObject<HTMLElement | null>, leaveGuard: LeaveGuard): PagePanel {
  const [panel, setPanel] = useState<PagePanel['panel']>();
  const opener = useRef<string | null>(undefined);
  return {
    panel,
    open: (which) => {
      // A menu stands outside the page; the button that opened it stays.
      const from = document.activeElement;
      const name = from !== null && page.current?.contains(from) ? nameOf(from) : text('act.more');
      leaveGuard.go(() => {
        opener.current = name;
        setPanel(which);
      });
    },
    end: () => setPanel(undefined),
    close: () => {
      flushSync(() => setPanel(undefined));
      // React removed the button while the panel was open, so the new one is found by its words.
      const buttons = [...(page.current?.querySelectorAll('button') ?? [])];
      buttons.find((button) => nameOf(button) === opener.current)?.focus();
    },
  };
}

/** What a button is called: its words, or what stands for its picture. */
function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent;
}
