/** A message of the bus, as far as it is read: what kind it is, to which call it is the answer, where a signal comes from, its body, and how many bytes it takes up. */
export interface BusMessage {
  readonly kind: 'call' | 'answer' | 'error' | 'signal';
  /** The serial of the call that an answer or an error is for. */
  readonly answers: number;
  readonly path: string;
  readonly member: string;
  /** The error's name, `org.freedesktop.DBus.Error.ServiceUnknown`. */
  readonly error: string;
  readonly body: Buffer;
  readonly length: number;
}

/** A call of a method; `types` is the signature of what `body` holds. */
export interface BusCall {
  readonly to: string;
  readonly path: string;
  readonly of: string;
  readonly member: string;
  readonly types?: string;
  readonly body?: Buffer;
  /** Whether the bus may start who is called. */
  readonly mayStart?: boolean;
}

/** A keyring of ten thousand items tells of itself in less than a megabyte. */
const LONGEST = 16_777_216;
/** The numbers of the kinds, as of the header's fields below, are the specification's. */
const KINDS: { readonly [kind: number]: BusMessage['kind'] } = { 1: 'call', 2: 'answer', 3: 'error', 4: 'signal' };
const NO_AUTO_START = 2;

/**
 * A call, little-endian.
 * @see D-Bus Specification, "Message Format" and "Marshaling (Wire Format)"
 */
export function encodeMethodCall(serial: number, call: BusCall): Buffer {
  const { to, path, of, member, types, body = Buffer.alloc(0), mayStart = true } = call;
  const fields = [
    field(1, 'o', encodeString(path)),
    field(2, 's', encodeString(of)),
    field(3, 's', encodeString(member)),
    field(6, 's', encodeString(to)),
    ...(types === undefined ? [] : [field(8, 'g', encodeSignature(types))]),
  ].reduce((before, one) => Buffer.concat([padTo(before, 8), one]));
  // Little-endian, a method call, its flags, version 1.
  const begin = Buffer.from([0x6c, 1, mayStart ? 0 : NO_AUTO_START, 1]);
  const head = Buffer.concat([begin, encodeUint32(body.length), encodeUint32(serial), encodeUint32(fields.length)]);
  return Buffer.concat([padTo(Buffer.concat([head, fields]), 8), body]);
}

/** The first message of what was received; undefined until it is whole. `unreadable`: what was received is no message. */
export function readMessage(received: Buffer): BusMessage | 'unreadable' | undefined {
  if (received.length < 16) return undefined;
  const kind = KINDS[received.readUInt8(1)];
  // The bus speaks in the byte order of its machine, which is this one: no big-endian one runs Electron.
  if (received.readUInt8(0) !== 0x6c || received.readUInt8(3) !== 1 || kind === undefined) return 'unreadable';
  const fieldsEnd = 16 + received.readUInt32LE(12);
  const bodyAt = aligned(fieldsEnd, 8);
  const length = bodyAt + received.readUInt32LE(4);
  if (length > LONGEST) return 'unreadable';
  if (received.length < length) return undefined;
  try {
    const message = { kind, answers: 0, path: '', member: '', error: '', length };
    return { ...message, ...readFields(received, fieldsEnd), body: received.subarray(bodyAt, length) };
  } catch {
    // A length in it leads out of it.
    return 'unreadable';
  }
}

/** A text, or an object's path, as it stands in a body. */
export function encodeString(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([encodeUint32(bytes.length), bytes, Buffer.alloc(1)]);
}

/** A list of texts or paths, as it stands at the beginning of a body. */
export function encodeStringArray(texts: readonly string[]): Buffer {
  const list = texts.map(encodeString).reduce((before, one) => Buffer.concat([padTo(before, 4), one]), Buffer.alloc(0));
  return Buffer.concat([encodeUint32(list.length), list]);
}

/** The text or path that a body begins with, from `at`; throws when there is none. */
export function readString(body: Buffer, at = 0): string {
  const end = at + 4 + body.readUInt32LE(at);
  if (body[end] !== 0) throw new RangeError('no text');
  return body.toString('utf8', at + 4, end);
}

/** A signature, as it stands before a variant's value. */
export function encodeSignature(types: string): Buffer {
  return Buffer.from(`${String.fromCharCode(types.length)}${types}\0`, 'latin1');
}

/** A number of four bytes, as lengths and serials are. */
export function encodeUint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

/** Filled up to where the next value may begin: structures at eight bytes, lengths at four. */
export function padTo(bytes: Buffer, to: 4 | 8): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(aligned(bytes.length, to) - bytes.length)]);
}

function aligned(at: number, to: number): number {
  return to * Math.ceil(at / to);
}

/** Path, member, error and serial of the call, out of the header's fields. */
function readFields(message: Buffer, end: number): Partial<BusMessage> {
  const fields: { path?: string; member?: string; error?: string; answers?: number } = {};
  for (let at = 16; at < end; ) {
    const code = message.readUInt8(at);
    const type = message.toString('latin1', at + 2, at + 2 + message.readUInt8(at + 1));
    const valueAt = at + 3 + type.length;
    if (type === 'g') {
      at = aligned(valueAt + 2 + message.readUInt8(valueAt), 8);
      continue;
    }
    const numberAt = aligned(valueAt, 4);
    if (code === 5) fields.answers = message.readUInt32LE(numberAt);
    if (code === 1) fields.path = readString(message, numberAt);
    if (code === 3) fields.member = readString(message, numberAt);
    if (code === 4) fields.error = readString(message, numberAt);
    const bytes = type === 'u' ? 4 : 4 + message.readUInt32LE(numberAt) + 1;
    at = aligned(numberAt + bytes, 8);
  }
  return fields;
}

function field(code: number, type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([code]), encodeSignature(type), value]);
}
