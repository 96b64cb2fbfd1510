import type { WebContents } from 'electron';

/**
 * Whether a page shows anything, in any of its frames: more than one colour. It asks the picture and not the page, which
 * is not touched. Gives undefined while there is no picture, as of a window that is minimized.
 */
export async function isPainted(contents: WebContents): Promise<boolean | undefined> {
  const picture = await contents.capturePage().catch(() => undefined);
  return picture === undefined || picture.isEmpty() ? undefined : hasTwoColours(picture.toBitmap());
}

/** @param pixels four bytes each */
export function hasTwoColours(pixels: Buffer): boolean {
  // Compared with itself, one pixel on: as fast as the library compares memory.
  return !pixels.subarray(4).equals(pixels.subarray(0, -4));
}
