/** What the X server says about itself when it accepts a connection. */
export interface Setup {
  /** The identifiers of this connection's resources: `resourceBase`, with other bits only inside `resourceMask`. */
  readonly resourceBase: number;
  readonly resourceMask: number;
  /** Bytes of the longest request. */
  readonly longestRequest: number;
  readonly root: number;
}

const AUTHORIZATION = 'MIT-MAGIC-COOKIE-1';
/** Bytes of the longest packet: a text is read up to half of it. */
const LONGEST = 2_097_152;
const PACKET = 32;
const REPLY = 1;
const GENERIC_EVENT = 35;

/** Asks for a connection, little-endian, in version 11.0. @see X Window System Protocol, "Connection Setup" */
export function encodeSetup(cookie: Buffer | undefined): Buffer {
  const name = cookie === undefined ? Buffer.alloc(0) : Buffer.from(AUTHORIZATION);
  const data = cookie ?? Buffer.alloc(0);
  const head = Buffer.from([0x6c, 0, 11, 0, 0, 0, name.length, 0, data.length, 0, 0, 0]);
  return Buffer.concat([head, padded(name), padded(data)]);
}

/** Reads the server's answer to that; undefined while it is incomplete. */
export function readSetup(
  received: Buffer,
): { readonly setup: Setup; readonly length: number } | 'refused' | undefined {
  if (received.length < 8) return undefined;
  const length = 8 + 4 * received.readUInt16LE(6);
  if (received[0] !== 1 || length < 40) return 'refused';
  if (received.length < length) return undefined;
  const screens = 40 + roundedUp(received.readUInt16LE(24)) + 8 * received.readUInt8(29);
  if (length < screens + 4) return 'refused';
  const setup = {
    resourceBase: received.readUInt32LE(12),
    resourceMask: received.readUInt32LE(16),
    longestRequest: 4 * received.readUInt16LE(26),
    root: received.readUInt32LE(screens),
  };
  return { setup, length };
}

/** A request: its number, its second byte, and its values of four bytes each, or bytes that are padded to four. */
export function encodeRequest(opcode: number, detail: number, ...values: readonly (number | Buffer)[]): Buffer {
  const body = Buffer.concat(values.map((value) => (typeof value === 'number' ? words(value) : padded(value))));
  const head = Buffer.from([opcode, detail, 0, 0]);
  head.writeUInt16LE(1 + body.length / 4, 2);
  return Buffer.concat([head, body]);
}

/** Numbers of four bytes each. */
export function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * index);
  return bytes;
}

/** The first reply, event or error of the received bytes; undefined while it is incomplete. */
export function readPacket(received: Buffer): Buffer | 'unreadable' | undefined {
  if (received.length < PACKET) return undefined;
  const kind = received.readUInt8(0);
  const isLonger = kind === REPLY || (kind & 0x7f) === GENERIC_EVENT;
  const length = isLonger ? PACKET + 4 * received.readUInt32LE(4) : PACKET;
  if (length > LONGEST) return 'unreadable';
  return received.length < length ? undefined : received.subarray(0, length);
}

/** The kind of an event, whether the server sent it or another program. */
export function kindOf(event: Buffer): number {
  return event.readUInt8(0) & 0x7f;
}

/**
 * The cookie for a display in the file `Xauthority`: this computer's own before any other.
 * @param display its number, `0`
 * @see Xau(3), "FILE FORMAT"
 */
export function findCookie(file: Buffer, display: string, host: string): Buffer | undefined {
  const LOCAL = 256;
  const WILD = 65_535;
  let other: Buffer | undefined;
  for (let at = 0; at + 2 <= file.length; ) {
    const family = file.readUInt16BE(at);
    at += 2;
    const parts = Array.from({ length: 4 }, () => {
      const end = at + 2 < file.length ? at + 2 + file.readUInt16BE(at) : file.length;
      const part = file.subarray(at + 2, end);
      at = end;
      return part;
    });
    const [address, number, name, cookie] = parts.map(String);
    const data = parts[3];
    if (name !== AUTHORIZATION || !cookie || (number !== '' && number !== display)) continue;
    if (family === WILD || (family === LOCAL && address === host)) return data;
    other ??= data;
  }
  return other;
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(roundedUp(bytes.length) - bytes.length)]);
}

function roundedUp(length: number): number {
  return 4 * Math.ceil(length / 4);
}
