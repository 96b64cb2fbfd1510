import { openDisplay } from '../../main/desktop/x11/display.ts';
import { encodeRequest } from '../../main/desktop/x11/wire.ts';

const PRESS = 4;
const RELEASE = 5;
const MOTION = 6;

/** Keys of a keyboard as X servers number them. */
const KEYS = {
  ...{ Tab: 23, Return: 36, Escape: 9, F1: 67, Control: 37, Shift: 50, Alt: 64, AltGr: 108, Up: 111, Down: 116 },
  ...{ a: 38, c: 54, k: 45, n: 57, o: 32, p: 33, q: 24, r: 27, y: 29, ',': 59, Menu: 135 },
};
/** A key, which is pressed and let go; `+` before it only presses it, `-` only lets it go. */
type Stroke = keyof typeof KEYS | `${'+' | '-'}${keyof typeof KEYS}`;
const KEY_PRESS = 2;
const KEY_RELEASE = 3;

/** A mouse and a keyboard at the X server: Playwright's clicks and keys never pass it. */
export interface XPointer {
  /** Clicks with this button there, in pixels of the screen: 1 is the left one, 3 the right one. */
  click(x: number, y: number, button: 1 | 3): Promise<void>;
  /** Presses the left button at the first place, goes to each of the others, and lets go at the last; pixels of the screen. */
  drag(...places: readonly { readonly x: number; readonly y: number }[]): Promise<void>;
  /** Presses keys, one after the other, in the window that has the focus. */
  press(...keys: readonly Stroke[]): Promise<void>;
  /** The number of the window that has the focus. */
  focused(): Promise<number>;
}

/** Takes the pointer of the display that the environment names. @see XTEST Extension Protocol 2.2, "XTestFakeInput" */
export async function openXPointer(env: NodeJS.ProcessEnv): Promise<XPointer> {
  const display = await openDisplay(env, () => undefined);
  const extension = await display?.ask(encodeRequest(98, 0, 5, Buffer.from('XTEST')));
  if (display === undefined || extension?.readUInt8(8) !== 1) throw new Error('no XTEST');
  const opcode = extension.readUInt8(9);
  const fake = (type: number, detail: number, place = 0) =>
    display.send(encodeRequest(opcode, 2, type | (detail << 8), 0, display.setup.root, 0, 0, place, 0, 0));
  // GetInputFocus: the server answers in order, so what was sent before is done.
  const settle = async () => (await display.ask(encodeRequest(43, 0)))?.readUInt32LE(8) ?? 0;
  return {
    press: async (...keys) => {
      for (const key of keys) {
        const code = new Map(Object.entries(KEYS)).get(key.replace(/^[+-]/, '')) ?? 0;
        if (!key.startsWith('-')) fake(KEY_PRESS, code);
        if (!key.startsWith('+')) fake(KEY_RELEASE, code);
      }
      await settle();
    },
    drag: async (...places) => {
      for (const [index, { x, y }] of places.entries()) {
        fake(MOTION, 0, x | (y << 16));
        if (index === 0) fake(PRESS, 1);
        await settle();
      }
      fake(RELEASE, 1);
      await settle();
    },
    focused: settle,
    click: async (x, y, button) => {
      fake(MOTION, 0, x | (y << 16));
      fake(PRESS, button);
      fake(RELEASE, button);
      await settle();
    },
  };
}
