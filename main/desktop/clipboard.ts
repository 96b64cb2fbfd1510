import { clipboard } from 'electron';
import type { Clipboard } from '../connections/ports.ts';

/**
 * The system's clipboard. Every call is awaited: from Electron 44 on they are asynchronous, before that they are not.
 * X11's primary selection (middle click) is never written.
 */
export const systemClipboard: Clipboard = {
  write: async (secret) => {
    await clipboard.writeText(secret.reveal());
    return (await clipboard.readText()) === secret.reveal();
  },
  clear: async (secret) => {
    if ((await clipboard.readText()) === secret.reveal()) await clipboard.clear();
  },
};
