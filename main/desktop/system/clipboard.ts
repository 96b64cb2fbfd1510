import { type BrowserWindow, clipboard } from 'electron';
import type { Clipboard } from '../../connections/model/ports.ts';
import type { SelectionsThread } from '../x11/selectionsThread.ts';

/** The system's clipboard, and what is selected in this app's window: on Linux that is copied as well. */
export interface SystemClipboard extends Clipboard {
  /** Takes what is selected in the window away from other programs. */
  clearSelection(): Promise<void>;
  /** Whether the program that owns the clipboard answers at once. */
  isAnswering(): Promise<boolean>;
}

/**
 * On X11 by a client of our own, because Electron's calls wait for whatever program owns the clipboard, and mark no secret
 * as one. Everywhere else by Electron. @see docs/electron.md "Tray and clipboard"
 */
export function systemClipboard(x11: SelectionsThread | undefined, window: BrowserWindow): SystemClipboard {
  const opened = async () => ((await x11?.isOpen()) === true ? x11 : undefined);
  return {
    write: async (secret) => {
      const text = secret.reveal();
      const selections = await opened();
      if (selections !== undefined) return selections.offer(text);
      await clipboard.writeText(text);
      // What Electron copies on Linux is selected as well.
      await primarySelection('clear');
      return (await clipboard.readText()) === text;
    },
    clear: async (secret) => {
      const text = secret.reveal();
      const selections = await opened();
      if (selections !== undefined) return selections.clear(text);
      if ((await clipboard.readText()) === text) await clipboard.clear();
    },
    holder: async (secret) => {
      const text = secret.reveal();
      const selections = await opened();
      if (selections !== undefined) return selections.holder(text);
      return (await clipboard.readText()) === text ? '' : undefined;
    },
    isAnswering: async () => {
      const selections = await opened();
      return selections === undefined || (await selections.read('CLIPBOARD')) !== undefined;
    },
    clearSelection: async () => {
      const selections = await opened();
      if (selections === undefined) await primarySelection('clear');
      else if (!window.isDestroyed()) await selections.clearSelectionOf(window.getNativeWindowHandle().readUInt32LE());
    },
  };
}

/** Electron's own way to X11's or Wayland's primary selection; gives nothing where there is none. */
export async function primarySelection(act: 'clear' | 'readText'): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined;
  // A clipboard object of its own from Electron 44 on, before that an argument of the same methods.
  const { selection } = clipboard as Partial<typeof clipboard>;
  const owner = selection ?? clipboard;
  return Reflect.apply(owner[act], owner, selection === undefined ? ['selection'] : []);
}
