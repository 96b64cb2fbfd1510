import { openDisplay } from '../../main/desktop/x11/display.ts';
import { encodeRequest } from '../../main/desktop/x11/wire.ts';

/** A part of the screen, in its pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const PIXMAP = 2;
const ALL_PLANES = 0xffffffff;

/** Connects to the display that the environment names; the returned function gives what a person sees there, as bytes. */
export async function openXScreen(env: NodeJS.ProcessEnv): Promise<(area: Area) => Promise<string>> {
  const display = await openDisplay(env, () => undefined);
  if (display === undefined) throw new Error('no display');
  return async ({ x, y, width, height }) => {
    // GetImage.
    const place = [x | (y << 16), width | (height << 16)];
    const image = await display.ask(encodeRequest(73, PIXMAP, display.setup.root, ...place, ALL_PLANES));
    if (image === undefined) throw new Error('not on the screen');
    return image.subarray(32).toString('base64');
  };
}
