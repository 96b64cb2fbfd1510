import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeMethodCall,
  encodeString,
  encodeStringArray,
  readMessage,
  readString,
} from '../../../../main/desktop/dbus/message.ts';

const call = {
  destination: 'org.example.Name',
  path: '/org/example',
  interface: 'org.example.Interface',
  member: 'Do',
};
const bytes = encodeMethodCall(7, { ...call, signature: 's', body: encodeString('words') });

describe('a message of the bus', () => {
  it('is read as it was written, with what follows it left alone', () => {
    const read = readMessage(Buffer.concat([bytes, Buffer.from('more')]));
    expect(read).toMatchObject({ kind: 'call', path: '/org/example', member: 'Do', length: bytes.length });
    expect(typeof read === 'object' && readString(read.body)).toBe('words');
    expect(bytes.readUInt32LE(8)).toBe(7);
  });

  it('says whether whom it calls may be started for it', () => {
    expect(encodeMethodCall(1, call)[2]).toBe(0);
    expect(encodeMethodCall(1, { ...call, autoStart: false })[2]).toBe(2);
  });

  it('is not there until it is whole', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readMessage(bytes.subarray(0, length))).toBeUndefined();
    }
  });

  it('is read or refused, never thrown over, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), fc.constantFrom(1, 2, 3, 4), (noise, kind) => {
        const foreign = Buffer.concat([Buffer.from([0x6c, kind, 0, 1]), noise]);
        expect(() => readMessage(foreign)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(value, at);
        expect(() => readMessage(changed)).not.toThrow();
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds lists whose texts begin at four bytes', () => {
    const list = encodeStringArray(['/a', '/bcd']);
    expect(list.readUInt32LE(0)).toBe(list.length - 4);
    expect([readString(list, 4), readString(list, 12)]).toEqual(['/a', '/bcd']);
  });

  it.each([
    Buffer.alloc(0),
    Buffer.from([1, 0, 0]),
    Buffer.from([255, 255, 255, 255, 65, 0]),
    Buffer.from([1, 0, 0, 0, 65, 66]),
  ])('has no text where none is: %j', (body) => {
    expect(() => readString(body)).toThrow();
  });
});
