import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fewColours } from '../../../tools/fewColours.mjs';

const RGB = 2;
const INDEXED = 3;

/** A chunk without its check, which nobody reads here. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

/** A PNG three pixels wide, of rows that begin with their filters. */
function png(rows: readonly (readonly number[])[], kind = RGB): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(3, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set([8, kind], 8);
  const body = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([Buffer.alloc(8), chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

/** The data of a picture's chunk. */
function dataOf(picture: Buffer | undefined, type: string): Buffer {
  const at = picture?.indexOf(type) ?? -1;
  if (picture === undefined || at < 0) return Buffer.alloc(0);
  return picture.subarray(at + 4, at + 4 + picture.readUInt32BE(at - 4));
}

/** The colours of a picture with a palette, row by row. */
function coloursOf(picture: Buffer | undefined): readonly number[] {
  const palette = dataOf(picture, 'PLTE');
  const rows = inflateSync(dataOf(picture, 'IDAT'));
  return [...rows].filter((_, at) => at % 4 !== 0).map((place) => palette.readUIntBE(place * 3, 3));
}

const WHITE = [255, 255, 255];
const same = [0, 0, 0];

describe('a picture of few colours', () => {
  it.each([
    ['none', [0, ...WHITE, 1, 2, 3, ...WHITE]],
    ['of the pixel before', [1, ...WHITE, 2, 3, 4, 254, 253, 252]],
    ['of the pixel above', [2, ...same, 2, 3, 4, ...same]],
    ['of both by half', [3, 128, 128, 128, 2, 3, 4, 127, 127, 126]],
    ['of the nearest', [4, ...same, 2, 3, 4, 254, 253, 252]],
  ])('has the same pixels, whatever the filter: %s', (_name, row) => {
    const white = [0, ...WHITE, ...WHITE, ...WHITE];
    expect(coloursOf(fewColours(png([white, row])))).toEqual([
      ...[0xffffff, 0xffffff, 0xffffff],
      ...[0xffffff, 0x010203, 0xffffff],
    ]);
  });

  it('has the nearest colour where there are too many', () => {
    const rows = Array.from({ length: 300 }, (_, row) => [
      0,
      row >> 8,
      row & 0xff,
      0,
      row >> 8,
      row & 0xff,
      0,
      9,
      9,
      9,
    ]);
    const colours = coloursOf(fewColours(png(rows)));
    expect(new Set(colours).size).toBe(256);
    // The 255th of the others was the last to find a place.
    expect(colours[3 * 255]).toBe(254 << 8);
  });

  it('is left as it is', () => {
    expect(fewColours(png([[0, 0, 0, 0]], INDEXED))).toBeUndefined();
  });
});
