import type { BrowserWindow, WebContents } from 'electron';
import type { Handlers } from '../preload/contract.ts';
import { type Act, isAct } from '../preload/shared/acts.ts';
import type { AppMenu } from './desktop/menu/appMenu.ts';
import type { PersonActs } from './desktop/ownPages/personActs.ts';
import { rightClick } from './desktop/window/contextMenu.ts';
import { tell } from './desktop/window/ipc.ts';
import { fail, ok } from './result.ts';

/** What the menu is joined with. */
interface Around {
  readonly window: Pick<BrowserWindow, 'isVisible' | 'isMinimized' | 'isDestroyed'> & {
    readonly webContents: Pick<WebContents, 'send' | 'sendInputEvent' | 'zoomFactor'>;
  };
  readonly menu: Pick<AppMenu, 'offer'> & {
    /** `from`: the window that had the keyboard. */
    readonly onAct: (listener: (act: Act, from: object | undefined) => void) => void;
  };
  readonly personActs: Pick<PersonActs, 'press' | 'passOver'>;
  readonly show: () => void;
}

/** The menu as the others use it. */
interface Menu {
  readonly handlers: Pick<Handlers, 'offerActs' | 'rightClick'>;
  /** Shows the window and asks its page for this, on behalf of the tray. After a hidden start the page must first load. */
  readonly ask: (act: Act) => void;
}

/**
 * Lets the page do what is chosen in the menu, so that its own guards hold; the page says by a handler what it can
 * do. It can also ask for a right click, whose menu is main's; that is no press of the person's. On macOS the menu is there
 * for the sign-in window too, whose page must not be covered or left by its keys, and also when there is no window to be seen.
 */
export function joinMenu({ window, menu, personActs, show }: Around): Menu {
  let isPageThere = false;
  /** What the page is asked for as soon as it offers it. */
  let wanted: Act | undefined;
  menu.onAct((act, from) => {
    if (from !== undefined && from !== window) return;
    if (!window.isVisible() || window.isMinimized()) show();
    personActs.press();
    tell(window, 'act', act);
  });
  return {
    ask: (act) => {
      show();
      if (isPageThere) tell(window, 'act', act);
      else wanted = act;
    },
    handlers: {
      offerActs: async (acts) => {
        if (!Array.isArray(acts) || !acts.every(isAct)) return fail({ code: 'bad-request' });
        menu.offer(acts);
        isPageThere = true;
        if (wanted !== undefined && acts.includes(wanted)) {
          tell(window, 'act', wanted);
          wanted = undefined;
        }
        return ok(null);
      },
      rightClick: async (x, y) => {
        if (typeof x !== 'number' || typeof y !== 'number') return fail({ code: 'bad-request' });
        personActs.passOver(() => rightClick(window, x, y));
        return ok(null);
      },
    },
  };
}
