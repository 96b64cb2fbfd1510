import { describe, expect, it } from 'vitest';
import { encodeSetup, findCookie, readPacket, readSetup } from '../../../../main/desktop/x11/wire.ts';

/** An entry of `Xauthority`. */
function entry(family: number, address: string, display: string, cookie: string, name = 'MIT-MAGIC-COOKIE-1'): Buffer {
  const counted = (text: string) =>
    Buffer.concat([Buffer.from([text.length >> 8, text.length & 0xff]), Buffer.from(text)]);
  return Buffer.concat([Buffer.from([family >> 8, family & 0xff]), ...[address, display, name, cookie].map(counted)]);
}

const cookieIn = (file: Buffer) => findCookie(file, '7', 'desk')?.toString();

describe('the cookie for a display', () => {
  it.each<[string, readonly Buffer[], string | undefined]>([
    ['of this computer', [entry(256, 'desk', '7', 'mine')], 'mine'],
    ['of any computer', [entry(65_535, '', '7', 'any')], 'any'],
    ['of all displays', [entry(256, 'desk', '', 'all')], 'all'],
    ['of this computer before another’s', [entry(0, 'other', '7', 'other'), entry(256, 'desk', '7', 'mine')], 'mine'],
    ['under the computer’s former name', [entry(256, 'former', '7', 'former')], 'former'],
    ['of another display', [entry(256, 'desk', '8', 'other')], undefined],
    ['of another kind', [entry(256, 'desk', '7', 'other', 'XDM-AUTHORIZATION-1')], undefined],
    ['in an empty file', [], undefined],
  ])('%s', (_name, entries, cookie) => {
    expect(cookieIn(Buffer.concat(entries))).toBe(cookie);
  });

  it('is none in a file that was cut off, and none is read past its end', () => {
    const whole = entry(256, 'desk', '7', 'mine');
    for (let length = 0; length < whole.length - 4; length += 1)
      expect(cookieIn(whole.subarray(0, length))).toBeUndefined();
  });
});

describe('what the server sends', () => {
  it.each<[string, string]>([
    ['a refusal', '0014 0b00 0000 0500'],
    ['a wish for more', '0200 0000 0000 0500'],
    ['a setup without room for itself', '0100 0b00 0000 0000'],
    [
      'a setup whose vendor is longer than it',
      `0100 0b00 0000 0a00 ${'00'.repeat(16)} ffff ffff 01ff ${'00'.repeat(18)}`,
    ],
    ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request').toString('hex')],
  ])('is no setup: %s', (_name, hex) => {
    expect(readSetup(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toBe('refused');
  });

  it('is waited for while it is incomplete', () => {
    expect(readSetup(Buffer.alloc(7))).toBeUndefined();
    expect(readPacket(Buffer.alloc(31))).toBeUndefined();
    expect(readPacket(Buffer.concat([Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]), Buffer.alloc(24)]))).toBeUndefined();
  });

  it('is unreadable when it says that it is longer than anything', () => {
    const reply = Buffer.alloc(32, 0xff);
    for (const kind of [1, 35, 163]) {
      reply[0] = kind;
      expect(readPacket(reply)).toBe('unreadable');
    }
  });

  it('is an error or an event of 32 bytes', () => {
    for (const kind of [0, 2, 28, 31, 159]) expect(readPacket(Buffer.alloc(70, kind))?.length).toBe(32);
  });
});

it('a connection is asked for with the cookie, padded', () => {
  expect(encodeSetup(undefined).toString('hex')).toBe('6c000b00000000000000 0000'.replaceAll(' ', ''));
  expect(encodeSetup(Buffer.alloc(16, 1)).length).toBe(12 + 20 + 16);
});
