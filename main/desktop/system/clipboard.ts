import { clipboard } from 'electron';
import type { Clipboard } from '../../connections/model/ports.ts';

/**
 * The system's clipboard. Every call is awaited: from Electron 44 on they are asynchronous, before that they are not.
 * On X11 Electron puts what is written into the primary selection too, which a middle click pastes: a token of ours is
 * taken out of it at once, and what somebody else selected there stays.
 */
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
  // From Electron 44 on a clipboard of its own, before that the same one by a word.
  const { selection } = clipboard as Partial<typeof clipboard>;
  const word = selection === undefined ? ['selection'] : [];
  const { readText, clear } = selection ?? clipboard;
  const owner = selection ?? clipboard;
  if ((await Reflect.apply(readText, owner, word)) === text) await Reflect.apply(clear, owner, word);
}
