// With a real X server, its own pointer, and another program's window.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Display, openDisplay } from '../../../../main/desktop/x11/display.ts';
import { Selections } from '../../../../main/desktop/x11/selections.ts';
import { encodeRequest } from '../../../../main/desktop/x11/wire.ts';
import { openXPointer, type XPointer } from '../../../app/xPointer.ts';
import { hasX11, startXServer, type XServer } from './xServer.ts';

const SIDE = 100;
const PRESSES = 4;
let x: XServer;
let pointer: XPointer;
let program: Display;
let window: number;
/** The buttons that the program's window heard of. */
let heard: number[];

/** Shows a window of the program inside another. */
function show(id: number, parent: number, events: number): void {
  const size = SIDE | (SIDE << 16);
  program.send(encodeRequest(1, 0, id, parent, 0, size, 1 << 16, 0, 0x800, events));
  program.send(encodeRequest(8, 0, id));
}

describe.skipIf(!hasX11)('a press of the right button in a guarded window', () => {
  beforeEach(async () => {
    x = await startXServer();
    pointer = await openXPointer(x.env);
    heard = [];
    const display = await openDisplay(x.env, (event) => {
      if (event.readUInt8(0) === PRESSES) heard.push(event.readUInt8(1));
    });
    const selections = await Selections.open(x.env);
    if (display === undefined || selections === undefined) throw new Error('no display');
    program = display;
    window = program.setup.resourceBase;
    show(window, program.setup.root, PRESSES);
    await program.ask(encodeRequest(43, 0));
    selections.guardMenus(window);
    // Answered after the guard was set.
    await selections.read('CLIPBOARD');
  });
  afterEach(() => x.stop());

  it('arrives once the owner of the clipboard has answered, or when there is none', async () => {
    await pointer.click(50, 50, 3);
    await expect.poll(() => heard).toEqual([3]);
    await x.copy('copied');
    await pointer.click(50, 50, 3);
    await expect.poll(() => heard).toEqual([3, 3]);
  });

  it('is dropped when that owner is silent; other buttons, and a press when it speaks again, arrive', async () => {
    const owner = await x.copy('copied');
    owner.kill('SIGSTOP');
    await pointer.click(50, 50, 1);
    await expect.poll(() => heard).toEqual([1]);
    await pointer.click(50, 50, 3);
    // Held back behind the press, so heard of when that is dropped.
    await pointer.click(50, 50, 1);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([1, 1]);
    owner.kill('SIGCONT');
    await pointer.click(50, 50, 3);
    await expect.poll(() => heard).toEqual([1, 1, 3]);
  });

  it('is held back over a window that the program adds later as well', async () => {
    show(window + 1, window, 0);
    await program.ask(encodeRequest(43, 0));
    const owner = await x.copy('copied');
    owner.kill('SIGSTOP');
    await pointer.click(50, 50, 3);
    await pointer.click(50, 50, 1);
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([1]);
  });
});
