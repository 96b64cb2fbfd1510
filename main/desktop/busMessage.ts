/** A message of the bus, as far as it is read: what kind it is, its body, and how many bytes it takes up. */
export interface BusMessage {
  readonly kind: 'answer' | 'signal' | 'other';
  readonly body: Buffer;
  readonly length: number;
}

const BUS = 'org.freedesktop.DBus';
/** What the bus says itself has a few hundred bytes; whatever has more is not for here. */
const LONGEST = 65_536;
/** The numbers of the kinds, as of the header's fields below, are the specification's. */
const KINDS: { readonly [kind: number]: BusMessage['kind'] } = { 1: 'other', 2: 'answer', 3: 'other', 4: 'signal' };

/**
 * A call to the bus itself, little-endian.
 * @see D-Bus Specification, "Message Format" and "Marshaling (Wire Format)"
 */
export function busCall(serial: number, member: string, argument?: string): Buffer {
  const body = argument === undefined ? Buffer.alloc(0) : text(argument);
  const fields = [
    field(1, 'o', text('/org/freedesktop/DBus')),
    field(2, 's', text(BUS)),
    field(3, 's', text(member)),
    field(6, 's', text(BUS)),
    ...(argument === undefined ? [] : [field(8, 'g', Buffer.from('\x01s\0'))]),
  ].reduce((before, one) => Buffer.concat([padded(before), one]));
  // Little-endian, a method call, no flags, version 1.
  const head = Buffer.concat([Buffer.from('l\x01\0\x01'), uint32(body.length), uint32(serial), uint32(fields.length)]);
  return Buffer.concat([padded(Buffer.concat([head, fields])), body]);
}

/** The first message of what was received; undefined until it is whole. Failure: what was received is no message. */
export function readBusMessage(received: Buffer): BusMessage | 'unreadable' | undefined {
  if (received.length < 16) return undefined;
  const kind = KINDS[received.readUInt8(1)];
  // The bus speaks in the byte order of its machine, which is this one: no big-endian one runs Electron.
  if (received.readUInt8(0) !== 'l'.charCodeAt(0) || received.readUInt8(3) !== 1 || kind === undefined) {
    return 'unreadable';
  }
  const bodyAt = 8 * Math.ceil((16 + received.readUInt32LE(12)) / 8);
  const length = bodyAt + received.readUInt32LE(4);
  if (length > LONGEST) return 'unreadable';
  return received.length < length ? undefined : { kind, body: received.subarray(bodyAt, length), length };
}

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), Buffer.from(`\x01${type}\0`), value]);
}

function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([uint32(bytes.length), bytes, Buffer.alloc(1)]);
}

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** Filled up to a multiple of eight bytes, where every structure begins. */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}
