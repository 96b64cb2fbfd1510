import { type BrowserWindow, clipboard } from 'electron';
import type { Clipboard } from '../../connections/model/ports.ts';
import { type CompositorClipboard, compositorSocket, openCompositorClipboard } from '../wayland/dataControl.ts';
import type { SelectionsThread } from '../x11/selectionsThread.ts';
import { isOnX11 } from './displayServer.ts';

/** The system's clipboard, and what is selected in this app's window: on Linux that is copied as well. */
export interface SystemClipboard extends Clipboard {
  /** Takes what is selected in the window away from other programs. */
  clearSelection(): Promise<void>;
  /** Whether the program that owns the clipboard answers at once. */
  isAnswering(): Promise<boolean>;
}

/** How long a compositor may take to hand a copied text on to its own programs, milliseconds. */
const HAND_ON = 400;

/**
 * By a client of our own where there is an X server, XWayland too: Electron's calls wait for whatever program owns the
 * clipboard and mark no secret as one, and on Wayland they need the focus and tell of success without it. Otherwise by
 * Electron. A Wayland compositor that can be asked has the last word. @see docs/electron.md "Tray and clipboard"
 * @param x11 where Electron's own windows may be Wayland's
 */
export function systemClipboard(x11: SelectionsThread | undefined, window: BrowserWindow): SystemClipboard {
  const wayland = compositorSocket(process.env);
  const opened = async () => ((await x11?.isOpen()) === true ? x11 : undefined);
  // Open as long as what it saw of ours may be on the clipboard.
  let compositor: CompositorClipboard | undefined;
  let isByElectron = false;
  // On Wayland Electron tells of success without it.
  const mayWrite = () => wayland === undefined || (!window.isDestroyed() && window.isVisible() && window.isFocused());
  const writeByElectron = async (text: string) => {
    if (!mayWrite()) return false;
    isByElectron = true;
    await clipboard.writeText(text);
    // What Electron copies on Linux is selected as well.
    await primarySelection('clear');
    return (await clipboard.readText()) === text;
  };
  const clearByElectron = async () => {
    // GNOME keeps a text whose program has let it go: only another one takes its place, and that needs the focus too.
    if (wayland === undefined) await clipboard.clear();
    else if (mayWrite()) await clipboard.writeText(' ');
  };
  const isHandedOn = async () => compositor === undefined || (await compositor.hasNewText(HAND_ON));
  return {
    write: async (secret) => {
      const text = secret.reveal();
      compositor?.close();
      isByElectron = false;
      compositor = wayland === undefined ? undefined : await openCompositorClipboard(wayland);
      const selections = await opened();
      if (selections !== undefined && (await selections.offer(text)) && (await isHandedOn())) return true;
      if (selections !== undefined && isOnX11()) return false;
      return (await writeByElectron(text)) && (await isHandedOn());
    },
    clear: async (secret) => {
      const text = secret.reveal();
      await compositor?.clear();
      const selections = await opened();
      await selections?.clear(text);
      if (isByElectron && (await clipboard.readText()) === text) await clearByElectron();
    },
    holder: async (secret) => {
      const text = secret.reveal();
      const selections = await opened();
      if (selections !== undefined) return selections.holder(text);
      return (await clipboard.readText()) === text ? '' : undefined;
    },
    isAnswering: async () => (isOnX11() ? await x11?.isAnswering() : undefined) ?? true,
    clearSelection: async () => {
      const selections = isOnX11() ? await opened() : undefined;
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
