import { clipboard } from 'electron';
import type { Clipboard } from '../../connections/model/ports.ts';

/** The system's clipboard; takes a token out of X11's primary selection. @see docs/electron.md "Tray and clipboard" */
export const systemClipboard: Clipboard = {
  write: async (secret) => {
    const text = secret.reveal();
    await clipboard.writeText(text);
    await clearSelection(text);
    return (await clipboard.readText()) === text;
  },
  clear: async (secret) => {
    const text = secret.reveal();
    if ((await clipboard.readText()) === text) await clipboard.clear();
    await clearSelection(text);
  },
};

async function clearSelection(text: string): Promise<void> {
  if (process.platform !== 'linux') return;
  // A clipboard object of its own from Electron 44 on, before that an argument of the same methods.
  const { selection } = clipboard as Partial<typeof clipboard>;
  const word = selection === undefined ? ['selection'] : [];
  const owner = selection ?? clipboard;
  if ((await Reflect.apply(owner.readText, owner, word)) === text) await Reflect.apply(owner.clear, owner, word);
}
