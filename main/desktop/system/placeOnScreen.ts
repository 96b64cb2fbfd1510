import type { Rectangle, Size } from 'electron';

/** Room for the frame: on X11 it is no part of a window's size, and a window manager makes none smaller than its least size. */
const FRAME = process.platform === 'linux' ? { width: 16, height: 48 } : { width: 0, height: 0 };

/** A size, with or without a place. */
type Wanted = Size & Partial<Rectangle>;

/**
 * The rectangle next to the wanted one that lies wholly on one display: on that which shows most of it, and in the middle
 * of the first display when none shows any of it. It is no larger than that display.
 * @param areas the displays without their panels, the main one first, in the coordinates of `wanted`
 */
export function placeOnScreen(wanted: Wanted, areas: readonly Rectangle[]): Rectangle {
  const { x, y } = wanted;
  const shown = areas.map((area) => (x === undefined || y === undefined ? 0 : overlap({ ...wanted, x, y }, area)));
  const most = Math.max(0, ...shown);
  const area = areas[most > 0 ? shown.indexOf(most) : 0] ?? { x: 0, y: 0, ...wanted };
  const { width, height } = noLarger(wanted, area);
  const place = (at: number | undefined, length: number, from: number, room: number) =>
    at === undefined || most === 0
      ? from + Math.round((room - length) / 2)
      : Math.min(Math.max(at, from), from + room - length);
  return {
    x: place(x, width, area.x, area.width),
    y: place(y, height, area.y, area.height),
    width,
    height,
  };
}

/** The smallest size that a window may have on such a display: the wanted one, or what the display has within the frame. */
export function leastSize(wanted: Size, area: Size): Size {
  return noLarger(wanted, { width: area.width - FRAME.width, height: area.height - FRAME.height });
}

function noLarger(size: Size, area: Size): Size {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) };
}

function overlap(one: Rectangle, other: Rectangle): number {
  const shared = (from: number, length: number, otherFrom: number, otherLength: number) =>
    Math.max(0, Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom));
  return shared(one.x, one.width, other.x, other.width) * shared(one.y, one.height, other.y, other.height);
}
