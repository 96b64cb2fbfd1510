import { setTimeout as sleep } from 'node:timers/promises';
import { type BrowserWindow, clipboard } from 'electron';
import type { Clipboard } from '../../connections/model/ports.ts';
import { Secret } from '../../oauth/secret.ts';
import { copiedMark } from '../files/copiedMark.ts';
import { type CompositorClipboard, compositorSocket, openCompositorClipboard } from '../wayland/dataControl.ts';
import type { SelectionsThread } from '../x11/selectionsThread.ts';
import { isOnX11 } from './displayServer.ts';

/** The system's clipboard, and what is selected in this app's window: on Linux that is copied as well. */
export interface SystemClipboard extends Clipboard {
  /** Takes what is selected in the window away from other programs. */
  clearSelection(): Promise<void>;
  /** The text on the clipboard; undefined when its owner does not give it. */
  read(): Promise<string | undefined>;
  /** Whether the program that owns the clipboard answers at once. */
  isAnswering(): Promise<boolean>;
  /**
   * Clears a token that an earlier run copied and, killed, left on the clipboard. Only then the clipboard is read, once,
   * and nobody is waited for who does not give it.
   */
  clearLeftover(): Promise<void>;
  /** For when none of our tokens is on the clipboard: the next start need not look for one. */
  forgetCopied(): void;
}

/** How long a compositor may take to hand a copied text on to its own programs, milliseconds. */
const HAND_ON = 400;
/** When a token that was left over is looked for: a clipboard manager may bring it back, as in clipboardCopy.ts. Milliseconds. */
const LOOKS = [0, 150, 500];

/**
 * By a client of our own where there is an X server, XWayland too: Electron's calls wait for whatever program owns the
 * clipboard and mark no secret as one, and on Wayland they need the focus and tell of success without it. Otherwise by
 * Electron. A Wayland compositor that can be asked has the last word. @see docs/electron.md "Tray and clipboard"
 * @param x11 where Electron's own windows may be Wayland's
 * @param folder the app's own, where a token that is copied leaves its mark
 */
export function systemClipboard(
  x11: SelectionsThread | undefined,
  window: BrowserWindow,
  folder: string,
): SystemClipboard {
  const copied = copiedMark(folder);
  let hasCopied = false;
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
  const read = async () => {
    const selections = await opened();
    if (selections !== undefined) return selections.read('CLIPBOARD');
    // Electron would wait for its owner.
    return isOnX11() ? undefined : clipboard.readText();
  };
  const put = async (text: string, as: 'secret' | 'plain') => {
    compositor?.close();
    isByElectron = false;
    compositor = wayland === undefined ? undefined : await openCompositorClipboard(wayland);
    const selections = await opened();
    if (selections !== undefined && (await selections.offer(text, as)) && (await isHandedOn())) return true;
    if (selections !== undefined && isOnX11()) return false;
    return (await writeByElectron(text)) && (await isHandedOn());
  };
  const system: Clipboard = {
    write: (secret) => {
      const text = secret.reveal();
      hasCopied = true;
      copied.set(text);
      return put(text, 'secret');
    },
    writePlain: async (text) => {
      const isWritten = await put(text, 'plain');
      // What the compositor saw come is nothing to clear.
      compositor?.close();
      compositor = undefined;
      return isWritten;
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
  };
  return {
    ...system,
    read,
    clearLeftover: async () => {
      if (!copied.exists()) return;
      const text = await read();
      if (text !== undefined && copied.matches(text)) {
        const left = new Secret(text);
        // By an X server it is cleared there.
        isByElectron = (await opened()) === undefined;
        for (const wait of LOOKS) {
          await sleep(wait);
          if (!hasCopied && (await system.holder(left)) !== undefined) await system.clear(left);
        }
      }
      if (!hasCopied) copied.clear();
    },
    forgetCopied: copied.clear,
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
