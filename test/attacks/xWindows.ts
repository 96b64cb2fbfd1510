import { openDisplay } from '../../main/desktop/x11/display.ts';
import { encodeRequest } from '../../main/desktop/x11/wire.ts';

/** A window that the X server shows, in pixels of the screen. */
export interface XWindow {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const VIEWABLE = 2;

/** Connects to the display that the environment names; the returned function lists the windows on screen, of every program. */
export async function openXWindows(env: NodeJS.ProcessEnv): Promise<() => Promise<readonly XWindow[]>> {
  const display = await openDisplay(env, () => undefined);
  if (display === undefined) throw new Error('no display');
  return async () => {
    // QueryTree, and of each window GetWindowAttributes and GetGeometry.
    const tree = await display.ask(encodeRequest(15, 0, display.setup.root));
    const ids = Array.from({ length: tree?.readUInt16LE(16) ?? 0 }, (_, at) => tree?.readUInt32LE(32 + 4 * at) ?? 0);
    const shown = await Promise.all(
      ids.map(async (id) => {
        const attributes = await display.ask(encodeRequest(3, 0, id));
        const place = await display.ask(encodeRequest(14, 0, id));
        // It may have gone meanwhile.
        if (attributes?.readUInt8(26) !== VIEWABLE || place === undefined) return [];
        const [x, y] = [place.readInt16LE(12), place.readInt16LE(14)];
        return [{ id, x, y, width: place.readUInt16LE(16), height: place.readUInt16LE(18) }];
      }),
    );
    return shown.flat();
  };
}
