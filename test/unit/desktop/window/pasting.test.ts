import { describe, expect, it, vi } from 'vitest';
import { guardPasting, pastedBy } from '../../../../main/desktop/window/pasting.ts';
import type { SelectionsThread } from '../../../../main/desktop/x11/selectionsThread.ts';

// Electron is only available in its own process: what pastes needs nothing of it.
vi.mock('electron', () => ({ app: { on: () => undefined }, session: {}, clipboard: {} }));

const key = (name: string, ...held: readonly string[]) => ({
  ...{ type: 'rawKeyDown', key: name, control: false, shift: false, alt: false },
  ...Object.fromEntries(held.map((one) => [one, true])),
});

describe('on Linux', () => {
  it.each<[string, Parameters<typeof pastedBy>[0], 'CLIPBOARD' | 'PRIMARY' | undefined]>([
    ['Ctrl+V pastes', key('v', 'control'), 'CLIPBOARD'],
    ['Ctrl+V pastes with the shift lock too', key('V', 'control'), 'CLIPBOARD'],
    ['Ctrl+Shift+V pastes', key('V', 'control', 'shift'), 'CLIPBOARD'],
    ['Shift+Insert pastes', key('Insert', 'shift'), 'CLIPBOARD'],
    ['Ctrl+V pastes as Electron tells it before the page', { ...key('v', 'control'), type: 'keyDown' }, 'CLIPBOARD'],
    ['Ctrl+V pastes once', { ...key('v', 'control'), type: 'keyUp' }, undefined],
    ['v is a letter', key('v'), undefined],
    ['Ctrl+Alt+V is another key', key('v', 'control', 'alt'), undefined],
    ['Ctrl+Insert copies', key('Insert', 'control'), undefined],
    ['Ctrl+C copies', key('c', 'control'), undefined],
    ['Insert is no paste', key('Insert'), undefined],
    ['the middle button pastes the selection', { type: 'mouseUp', modifiers: ['middlebuttondown'] }, 'PRIMARY'],
    ['the middle button by its name', { type: 'mouseUp', button: 'middle', modifiers: [] }, 'PRIMARY'],
    ['the middle button pastes once', { type: 'mouseDown', modifiers: ['middlebuttondown'] }, undefined],
    ['the left button pastes nothing', { type: 'mouseUp', modifiers: ['leftbuttondown'] }, undefined],
  ])('%s', (_name, pressed, pasted) => {
    expect(pastedBy(pressed)).toBe(pasted);
  });

  /** What is done to the page by a paste, when another program gives this text after so long. */
  async function pasted(text: string | undefined, after = 0): Promise<readonly string[]> {
    const done: string[] = [];
    const read = () => new Promise<string | undefined>((resolve) => setTimeout(resolve, after, text));
    const x11 = { isOpen: async () => true, read } as Partial<SelectionsThread> as SelectionsThread;
    await guardPasting(x11)({
      paste: () => void done.push('by Chromium'),
      insertText: async (inserted) => void done.push(inserted),
    });
    return done;
  }

  it.each<[string, string | undefined, number, readonly string[]]>([
    ['that gives its text at once is asked by Chromium too', 'INV-7', 0, ['by Chromium']],
    ['that takes its time is not', 'INV-7', 120, ['INV-7']],
    ['that is silent is not, and nothing is pasted', undefined, 0, []],
  ])('a program %s', async (_name, text, after, done) => {
    expect(await pasted(text, after)).toEqual(done);
  });
});
