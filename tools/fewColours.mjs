import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const RGB = 2;
const INDEXED = 3;
const MOST = 256;

/**
 * A PNG of half the size: with a palette of its 256 most frequent colours, and each other pixel in the nearest of them.
 * What is lost lies in the edges of letters, below what a comparison counts as another colour.
 * @param {Buffer} png 8 bits a channel, without alpha and not interlaced, as Chromium writes it
 * @returns {Buffer | undefined} undefined when the picture is not such a one, as after this was done
 * @see https://www.w3.org/TR/png-3/
 */
export function fewColours(png) {
  const chunks = readChunks(png);
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (head === undefined || head[8] !== 8 || head[9] !== RGB || head[12] !== 0) return undefined;
  const width = head.readUInt32BE(0);
  const height = head.readUInt32BE(4);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const pixels = unfilter(inflateSync(packed), width * 3, height);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const palette = [...counts]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, MOST)
    .map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0, from = 0, to = 0; row < height; row += 1) {
    // The row's filter, none, which an indexed picture is smallest with.
    to += 1;
    for (let column = 0; column < width; column += 1, from += 3, to += 1) {
      const colour = pixels.readUIntBE(from, 3);
      let place = places.get(colour);
      if (place === undefined) {
        place = nearest(colour, palette);
        places.set(colour, place);
      }
      rows[to] = place;
    }
  }
  const header = Buffer.from(head);
  header[9] = INDEXED;
  const colours = Buffer.from(palette.flatMap(channels));
  const body = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    ...[chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))],
  ]);
}

/** @param {number} colour */
function channels(colour) {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

/** @param {number} colour @param {readonly number[]} palette */
function nearest(colour, palette) {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach((each, place) => {
    const [r = 0, g = 0, b = 0] = channels(each);
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

/**
 * Takes back the filter of each row.
 * @param {Buffer} filtered @param {number} length of a row, bytes @param {number} height
 */
function unfilter(filtered, length, height) {
  const bytes = Buffer.alloc(length * height);
  for (let row = 0; row < height; row += 1) {
    const filter = filtered[row * (length + 1)];
    for (let column = 0; column < length; column += 1) {
      const at = row * length + column;
      const left = column < 3 ? 0 : (bytes[at - 3] ?? 0);
      const above = row === 0 ? 0 : (bytes[at - length] ?? 0);
      const corner = row === 0 || column < 3 ? 0 : (bytes[at - length - 3] ?? 0);
      bytes[at] = (filtered[row * (length + 1) + 1 + column] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return bytes;
}

/** @param {number | undefined} filter @param {number} left @param {number} above @param {number} corner */
function guess(filter, left, above, corner) {
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  return filter === 4 ? paeth(left, above, corner) : 0;
}

/** @param {number} left @param {number} above @param {number} corner */
function paeth(left, above, corner) {
  const sum = left + above - corner;
  const a = Math.abs(sum - left);
  const b = Math.abs(sum - above);
  const c = Math.abs(sum - corner);
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** @param {Buffer} png */
function readChunks(png) {
  const found = [];
  for (let at = SIGNATURE.length; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const data = png.subarray(at + 8, at + 8 + length);
    found.push({ type: png.toString('latin1', at + 4, at + 8), data });
    at += 12 + length;
  }
  return found;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
