import { connect } from 'node:net';
import { join } from 'node:path';

/** The clipboard as a Wayland compositor has it, which says what other programs would paste. */
export interface CompositorClipboard {
  /** Whether a text has come onto the clipboard since the connection was made; waits so long for one, milliseconds. */
  hasNewText(within: number): Promise<boolean>;
  /** Empties the clipboard if the last new text is still there. */
  clear(): Promise<void>;
  close(): void;
}

/** Both are for clipboard managers: a program needs no focus for them. sway and KWin have the first; GNOME has neither. */
const MANAGERS = ['zwlr_data_control_manager_v1', 'ext_data_control_manager_v1'];
const TEXT = /^(text\/plain|UTF8_STRING|STRING|TEXT)/;
/** How long the compositor may take, milliseconds. */
const DEADLINE = 500;
const NO_OBJECT = 0;
const DISPLAY = 1;
/** Our objects, in the order in which they are made. */
const REGISTRY = 2;
const GLOBALS_KNOWN = 3;
const SEAT = 4;
const MANAGER = 5;
const DEVICE = 6;
const FIRST_CALLBACK = 7;

/** The compositor's socket; undefined outside a Wayland session. */
export function compositorSocket({ WAYLAND_DISPLAY, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string | undefined {
  if (!WAYLAND_DISPLAY) return undefined;
  if (WAYLAND_DISPLAY.startsWith('/')) return WAYLAND_DISPLAY;
  return XDG_RUNTIME_DIR === undefined ? undefined : join(XDG_RUNTIME_DIR, WAYLAND_DISPLAY);
}

/**
 * Connects to the compositor. Undefined when it gives no program the clipboard without the focus, or does not answer in
 * half a second. Contents are never read: that would need file descriptors, which Node cannot receive.
 * @see wlr-data-control-unstable-v1, ext-data-control-v1, and the Wayland Protocol, "Wire Format"
 */
export function openCompositorClipboard(path: string, deadline = DEADLINE): Promise<CompositorClipboard | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const timer = setTimeout(() => socket.destroy(), deadline);
    const globals = new Map<string, number>();
    const textOffers = new Set<number>();
    const callbacks = new Map<number, () => void>();
    let nextCallback = FIRST_CALLBACK;
    let isReady = false;
    let hasText = false;
    let onText = (): void => undefined;
    let received: Buffer = Buffer.alloc(0);

    const send = (object: number, opcode: number, ...words: readonly (number | string)[]) => {
      const body = Buffer.concat(words.map((word) => (typeof word === 'number' ? uint(word) : text(word))));
      socket.write(Buffer.concat([uint(object), uint(((body.length + 8) << 16) | opcode), body]));
    };
    const afterAll = () =>
      new Promise<void>((done) => {
        callbacks.set(nextCallback, done);
        send(DISPLAY, 0, nextCallback);
        nextCallback += 1;
      });
    const open = async () => {
      const [seat, manager] = ['wl_seat', ...MANAGERS].filter((name) => globals.has(name));
      if (seat !== 'wl_seat' || manager === undefined) return void socket.destroy();
      send(REGISTRY, 0, globals.get(seat) ?? 0, seat, 1, SEAT);
      send(REGISTRY, 0, globals.get(manager) ?? 0, manager, 1, MANAGER);
      send(MANAGER, 1, DEVICE, SEAT);
      // What is on the clipboard already is told first.
      await afterAll();
      isReady = true;
      hasText = false;
      clearTimeout(timer);
      resolve({ hasNewText, clear, close: () => socket.destroy() });
    };
    const hasNewText = async (within: number) => {
      if (!hasText) {
        await new Promise<void>((done) => {
          const wait = setTimeout(done, within);
          onText = () => {
            clearTimeout(wait);
            done();
          };
        });
      }
      return hasText;
    };
    const clear = async () => {
      if (!hasText || socket.destroyed) return;
      hasText = false;
      send(DEVICE, 0, NO_OBJECT);
      await Promise.race([afterAll(), new Promise((late) => setTimeout(late, deadline))]);
    };
    const dispatch = (object: number, opcode: number, body: Buffer) => {
      if (object === DISPLAY && opcode === 0) socket.destroy();
      else if (object === REGISTRY && opcode === 0) globals.set(readText(body, 4), body.readUInt32LE(0));
      else if (object === GLOBALS_KNOWN) void open();
      else if (callbacks.has(object)) callbacks.get(object)?.();
      else if (object === DEVICE && opcode === 1) {
        // Another one than ours, or none, once ours was there.
        hasText = textOffers.has(body.readUInt32LE(0)) && !hasText;
        textOffers.clear();
        if (hasText && isReady) onText();
      } else if (object > DEVICE && opcode === 0 && TEXT.test(readText(body, 0))) textOffers.add(object);
    };

    socket.on('connect', () => {
      send(DISPLAY, 1, REGISTRY);
      send(DISPLAY, 0, GLOBALS_KNOWN);
    });
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 8 && !socket.destroyed) {
        const length = received.readUInt16LE(6);
        if (length < 8) return void socket.destroy();
        if (received.length < length) return;
        const body = received.subarray(8, length);
        const [object, opcode] = [received.readUInt32LE(0), received.readUInt16LE(4)];
        received = received.subarray(length);
        dispatch(object, opcode, body);
      }
    });
    // `close` follows every error, and is all that matters.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      hasText = false;
      for (const done of callbacks.values()) done();
      onText();
      resolve(undefined);
    });
  });
}

function uint(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** With its length and a zero at its end, filled up to four bytes. */
function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  return Buffer.concat([uint(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function readText(body: Buffer, at: number): string {
  const length = body.length < at + 4 ? 0 : body.readUInt32LE(at);
  return body.toString('utf8', at + 4, at + 4 + Math.max(0, length - 1));
}
