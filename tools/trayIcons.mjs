// Draws the tray's icons again: `node tools/trayIcons.mjs`. One drawing for both sizes, for light and dark panels alike, and
// for macOS in black alone, of which the system makes its own colours.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { root } from './run.mjs';

/** Points that are looked at within each pixel, along each side. */
const FINE = 8;
const TEAL = [42, 128, 118];
const GREY = [122, 114, 107];
const WHITE = [255, 255, 255];
const RED = [226, 66, 56];
const BLACK = [0, 0, 0];

/**
 * A shape in a square from 0 to 24, `y` downwards: whether it holds a point, in which colour, and how opaque it is. `cuts`:
 * everything below it is taken away there.
 * @typedef {{ readonly holds: (x: number, y: number) => boolean, readonly colour?: readonly number[],
 *   readonly alpha?: number, readonly cuts?: boolean }} Shape
 */

const CENTRE = 12;
/** @param {number} radius @param {number} [x] @param {number} [y] */
const disc =
  (radius, x = CENTRE, y = CENTRE) =>
  (/** @type {number} */ px, /** @type {number} */ py) =>
    Math.hypot(px - x, py - y) <= radius;
/** @param {number} inner @param {number} outer @param {number} [share] clockwise from the top, 0 to 1 */
const ring =
  (inner, outer, share = 1) =>
  (/** @type {number} */ x, /** @type {number} */ y) => {
    const away = Math.hypot(x - CENTRE, y - CENTRE);
    const turn = (Math.atan2(x - CENTRE, CENTRE - y) / (2 * Math.PI) + 1) % 1;
    return away >= inner && away <= outer && turn <= share;
  };
/** @param {number} left @param {number} top @param {number} right @param {number} bottom @param {number} radius */
const tile = (left, top, right, bottom, radius) => (/** @type {number} */ x, /** @type {number} */ y) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return Math.hypot(dx, dy) <= radius;
};
/** A line from the lower left to the upper right. @param {number} reach from the centre @param {number} half its width */
const slash = (reach, half) => (/** @type {number} */ x, /** @type {number} */ y) => {
  const along = Math.max(-reach, Math.min(reach, (x - CENTRE - (y - CENTRE)) / 2));
  return Math.hypot(x - (CENTRE + along), y - (CENTRE - along)) <= half;
};
const bars = [tile(9, 8.5, 11, 15.5, 0.6), tile(13, 8.5, 15, 15.5, 0.6)];

/** @param {readonly number[]} colour @returns {Shape} */
const square = (colour) => ({ holds: tile(1, 1, 23, 23, 5.5), colour });

/** The four states, each known by its shape. @type {Readonly<Record<string, readonly Shape[]>>} */
const onTile = {
  Fine: [square(TEAL), ...mark()],
  Attention: [
    square(TEAL),
    ...mark(),
    { holds: disc(7, 18.5, 18.5), cuts: true },
    { holds: disc(5.2, 18.5, 18.5), colour: RED },
  ],
  Offline: [
    square(GREY),
    { holds: ring(4.9, 7.6), colour: WHITE, alpha: 0.45 },
    { holds: slash(6.6, 2.3), colour: GREY },
    { holds: slash(6.6, 1.2), colour: WHITE },
  ],
  Paused: [
    square(GREY),
    { holds: ring(6.2, 8), colour: WHITE, alpha: 0.45 },
    ...bars.map((holds) => ({ holds, colour: WHITE })),
  ],
};

/** The same in black. @type {Readonly<Record<string, readonly Shape[]>>} */
const inBlack = {
  Fine: blackMark(),
  Attention: [
    ...blackMark(),
    { holds: disc(7.6, 18.4, 18.4), cuts: true },
    { holds: disc(5.4, 18.4, 18.4), colour: BLACK },
  ],
  Offline: [
    { holds: ring(6.6, 9.6), colour: BLACK, alpha: 0.5 },
    { holds: slash(8.4, 2.6), cuts: true },
    { holds: slash(8.4, 1.3), colour: BLACK },
  ],
  Paused: [
    { holds: ring(8, 9.8), colour: BLACK, alpha: 0.5 },
    ...[tile(8.6, 7.4, 11.2, 16.6, 0.8), tile(12.8, 7.4, 15.4, 16.6, 0.8)].map((holds) => ({ holds, colour: BLACK })),
  ],
};

/** The ring of an hour, three quarters full. @returns {readonly Shape[]} */
function mark() {
  return [
    { holds: ring(4.9, 7.6), colour: WHITE, alpha: 0.3 },
    { holds: ring(4.9, 7.6, 0.72), colour: WHITE },
    { holds: disc(2.4), colour: WHITE },
  ];
}

/** @returns {readonly Shape[]} */
function blackMark() {
  return [
    { holds: ring(6.6, 9.6), colour: BLACK, alpha: 0.3 },
    { holds: ring(6.6, 9.6, 0.72), colour: BLACK },
    { holds: disc(3.2), colour: BLACK },
  ];
}

/**
 * The pixels of a drawing, `size` along each side.
 * @param {readonly Shape[]} shapes @param {number} size
 */
function draw(shapes, size) {
  const pixels = Buffer.alloc(size * size * 4);
  const steps = Array.from({ length: FINE }, (_, step) => (step + 0.5) / FINE);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const points = steps.flatMap((dy) =>
        steps.map((dx) => colourAt(shapes, ((column + dx) * 24) / size, ((row + dy) * 24) / size)),
      );
      const alpha = points.reduce((sum, point) => sum + point.alpha, 0);
      const at = (row * size + column) * 4;
      for (const channel of [0, 1, 2]) {
        const sum = points.reduce((sum, point) => sum + (point.colour[channel] ?? 0) * point.alpha, 0);
        pixels[at + channel] = alpha === 0 ? 0 : Math.round(sum / alpha);
      }
      pixels[at + 3] = Math.round((alpha * 255) / points.length);
    }
  }
  return pixels;
}

/** @param {readonly Shape[]} shapes @param {number} x @param {number} y */
function colourAt(shapes, x, y) {
  /** @type {{ readonly colour: readonly number[], readonly alpha: number }} */
  let below = { colour: BLACK, alpha: 0 };
  for (const { holds, colour = BLACK, alpha = 1, cuts = false } of shapes) {
    if (!holds(x, y)) continue;
    const under = below.alpha * (1 - alpha);
    const whole = alpha + under;
    const mixed = colour.map((channel, index) => (channel * alpha + (below.colour[index] ?? 0) * under) / whole);
    below = cuts ? { colour: BLACK, alpha: 0 } : { colour: mixed, alpha: whole };
  }
  return below;
}

/** @param {Buffer} pixels @param {number} size @see PNG (Third Edition) §11 */
function png(pixels, size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const lines = Array.from({ length: size }, (_, row) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(row * size * 4, (row + 1) * size * 4)]),
  );
  const data = deflateSync(Buffer.concat(lines), { level: 9 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, ...[chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]]);
}

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

const folder = join(root, 'main/desktop/icons/tray');
mkdirSync(folder, { recursive: true });
for (const [states, prefix] of /** @type {const} */ ([
  [onTile, 'tray'],
  [inBlack, 'trayTemplate'],
])) {
  for (const [state, shapes] of Object.entries(states)) {
    for (const scale of [1, 2]) {
      const size = 24 * scale;
      writeFileSync(join(folder, `${prefix}${state}${scale}x.png`), png(draw(shapes, size), size));
    }
  }
}
