import { openDisplay } from '../../main/desktop/x11/display.ts';
import { encodeRequest } from '../../main/desktop/x11/wire.ts';

const PRESS = 4;
const RELEASE = 5;
const MOTION = 6;

/** A mouse at the X server: Playwright's clicks never pass it. */
export interface XPointer {
  /** Clicks with this button there, in pixels of the screen: 1 is the left one, 3 the right one. */
  click(x: number, y: number, button: 1 | 3): Promise<void>;
}

/** Takes the pointer of the display that the environment names. @see XTEST Extension Protocol 2.2, "XTestFakeInput" */
export async function openXPointer(env: NodeJS.ProcessEnv): Promise<XPointer> {
  const display = await openDisplay(env, () => undefined);
  const extension = await display?.ask(encodeRequest(98, 0, 5, Buffer.from('XTEST')));
  if (display === undefined || extension?.readUInt8(8) !== 1) throw new Error('no XTEST');
  const opcode = extension.readUInt8(9);
  const fake = (type: number, detail: number, place = 0) =>
    display.send(encodeRequest(opcode, 2, type | (detail << 8), 0, display.setup.root, 0, 0, place, 0, 0));
  return {
    click: async (x, y, button) => {
      fake(MOTION, 0, x | (y << 16));
      fake(PRESS, button);
      fake(RELEASE, button);
      // GetInputFocus: the server answers in order, so what was sent before is done.
      await display.ask(encodeRequest(43, 0));
    },
  };
}
