import { type BaseWindow, Menu, webContents } from 'electron';
import type { Act } from '../../../preload/shared/acts.ts';
import type { Zoom } from '../settings/zoom.ts';
import type { Paste } from '../window/pasting.ts';
import { type MenuActs, menuTemplate } from './menuTemplate.ts';

/** Hears what a person chose, and which window had the keyboard then. */
type ActListener = (act: Act, from: BaseWindow | undefined) => void;

/** The menu of the app: above the window on Alt, and at the top of the screen on macOS. */
export interface AppMenu {
  /** Makes these entries those that can be chosen; all others of the window's are greyed out, as they are at the start. */
  offer(acts: readonly Act[]): void;
  /** Makes the menu again, in the language that is spoken now. */
  redraw(): void;
  /** Calls `listener`, the last one given, with what is chosen. */
  onAct(listener: ActListener): void;
}

/** Sets the app's menu. To be called before the first window is made. */
export function setAppMenu(pasteInto: Paste, zoom: Pick<Zoom, 'reset'>): AppMenu {
  let heard: ActListener = () => undefined;
  let offered: readonly string[] = [];
  const acts: MenuActs = {
    choose: (act, from) => heard(act, from),
    paste: () => {
      const focused = webContents.getFocusedWebContents();
      if (focused) void pasteInto(focused);
    },
    resetZoom: () => {
      const focused = webContents.getFocusedWebContents();
      if (focused) zoom.reset(focused);
    },
  };
  let menu: Menu;
  const draw = () => {
    menu = Menu.buildFromTemplate(menuTemplate(process.platform === 'darwin', acts));
    Menu.setApplicationMenu(menu);
  };
  draw();
  const enable = (names: readonly string[], isEnabled: boolean) => {
    for (const name of names) {
      const item = menu.getMenuItemById(name);
      if (item) item.enabled = isEnabled;
    }
  };
  return {
    offer: (possible) => {
      enable(offered, false);
      offered = possible;
      enable(offered, true);
    },
    redraw: () => {
      draw();
      enable(offered, true);
    },
    onAct: (listener) => {
      heard = listener;
    },
  };
}
