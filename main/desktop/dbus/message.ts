import { orUndefined } from '../../result.ts';

/** A message received from the bus, as far as this app reads it. */
export interface BusMessage {
  readonly kind: 'call' | 'return' | 'error' | 'signal';
  /** The serial of the call that a return or an error answers. */
  readonly replySerial: number;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** The unique name of the connection that sent it, by the bus's own word. */
  readonly sender: string;
  /** The error's name, `org.freedesktop.DBus.Error.ServiceUnknown`. */
  readonly error: string;
  readonly body: Buffer;
  /** How many bytes the whole message takes up. */
  readonly length: number;
}

/** A method call; `signature` names the types in `body`. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: Buffer;
  /** Whether the bus may start the destination's service; true when absent. */
  readonly autoStart?: boolean;
}

/** A keyring of ten thousand items lists them in less than a megabyte. */
const LONGEST = 16_777_216;
/** The specification numbers the kinds, and the header fields below. */
const KINDS: { readonly [kind: number]: BusMessage['kind'] } = { 1: 'call', 2: 'return', 3: 'error', 4: 'signal' };
const NO_AUTO_START = 2;

/** The bytes of a method call, little-endian. @see D-Bus Specification, "Message Format", "Marshaling (Wire Format)" */
export function encodeMethodCall(serial: number, call: BusCall): Buffer {
  const { destination, path, member, signature, body = Buffer.alloc(0), autoStart = true } = call;
  const fields = concatAligned(8, [
    encodeField(1, 'o', encodeString(path)),
    encodeField(2, 's', encodeString(call.interface)),
    encodeField(3, 's', encodeString(member)),
    encodeField(6, 's', encodeString(destination)),
    ...(signature === undefined ? [] : [encodeField(8, 'g', encodeSignature(signature))]),
  ]);
  // Little-endian, a method call, its flags, protocol version 1.
  const start = Buffer.from([0x6c, 1, autoStart ? 0 : NO_AUTO_START, 1]);
  const lengths = [body.length, serial, fields.length].map(encodeUint32);
  return concatAligned(8, [Buffer.concat([start, ...lengths, fields]), body]);
}

/** Reads the first message of the received bytes; undefined while it is incomplete. */
export function readMessage(received: Buffer): BusMessage | 'unreadable' | undefined {
  if (received.length < 16) return undefined;
  const kind = KINDS[received.readUInt8(1)];
  // The bus uses the byte order of its machine, which is this one, and Electron runs on no big-endian machine.
  if (received.readUInt8(0) !== 0x6c || received.readUInt8(3) !== 1 || kind === undefined) return 'unreadable';
  const fieldsEnd = 16 + received.readUInt32LE(12);
  const bodyAt = aligned(fieldsEnd, 8);
  const length = bodyAt + received.readUInt32LE(4);
  if (length > LONGEST) return 'unreadable';
  if (received.length < length) return undefined;
  const message = { kind, replySerial: 0, path: '', interface: '', member: '', sender: '', error: '', length };
  const body = received.subarray(bodyAt, length);
  // It throws when a length inside the message points outside it.
  return orUndefined(() => ({ ...message, ...readFields(received, fieldsEnd), body })) ?? 'unreadable';
}

/** A string or an object path. */
export function encodeString(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([encodeUint32(bytes.length), bytes, Buffer.alloc(1)]);
}

/** An array of strings or paths, for the start of a body. */
export function encodeStringArray(texts: readonly string[]): Buffer {
  const array = concatAligned(4, texts.map(encodeString));
  return Buffer.concat([encodeUint32(array.length), array]);
}

/** A dictionary of these entries, for the start of a body. */
export function encodeDictionary(entries: readonly Buffer[]): Buffer {
  const array = concatAligned(8, entries);
  // The first entry starts at eight bytes: four empty ones follow the length.
  return Buffer.concat([encodeUint32(array.length), Buffer.alloc(4), array]);
}

/** The signature of a value's type, as it precedes the value in a variant. */
export function encodeSignature(types: string): Buffer {
  return Buffer.from(`${String.fromCharCode(types.length)}${types}\0`, 'latin1');
}

/** A number of four bytes. */
export function encodeUint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** The string or path at an offset of a body; throws a `RangeError` when there is none. */
export function readString(body: Buffer, at = 0): string {
  const end = at + 4 + body.readUInt32LE(at);
  if (body[end] !== 0) throw new RangeError('no string');
  return body.toString('utf8', at + 4, end);
}

/** Joins values, each padded to start at a multiple of `boundary` bytes: a structure at eight, a length at four. */
export function concatAligned(boundary: 4 | 8, values: readonly Buffer[]): Buffer {
  return values.reduce((before, value) => {
    const padding = Buffer.alloc(aligned(before.length, boundary) - before.length);
    return Buffer.concat([before, padding, value]);
  }, Buffer.alloc(0));
}

/** The next offset from `at` that is a multiple of `boundary`. */
export function aligned(at: number, boundary: 4 | 8): number {
  return boundary * Math.ceil(at / boundary);
}

function readFields(message: Buffer, end: number): Partial<BusMessage> {
  const fields: { -readonly [Name in keyof BusMessage]?: BusMessage[Name] } = {};
  for (let at = 16; at < end; ) {
    const code = message.readUInt8(at);
    const type = message.toString('latin1', at + 2, at + 2 + message.readUInt8(at + 1));
    const valueAt = at + 3 + type.length;
    if (type === 'g') {
      at = aligned(valueAt + 2 + message.readUInt8(valueAt), 8);
      continue;
    }
    const numberAt = aligned(valueAt, 4);
    if (code === 5) fields.replySerial = message.readUInt32LE(numberAt);
    if (code === 1) fields.path = readString(message, numberAt);
    if (code === 2) fields.interface = readString(message, numberAt);
    if (code === 3) fields.member = readString(message, numberAt);
    if (code === 4) fields.error = readString(message, numberAt);
    if (code === 7) fields.sender = readString(message, numberAt);
    const bytes = type === 'u' ? 4 : 4 + message.readUInt32LE(numberAt) + 1;
    at = aligned(numberAt + bytes, 8);
  }
  return fields;
}

function encodeField(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), encodeSignature(type), value]);
}
