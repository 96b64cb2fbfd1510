import { describe, expect, it } from 'vitest';
import { isClipboardAnswering } from '../../../../main/desktop/x11/selectionsThread.ts';

/** A clipboard whose owner misses the first questions; `open`: whether there is a display. */
function missing(times: number, open = true) {
  const asked: string[] = [];
  const read = async (selection: string) => {
    asked.push(selection);
    return asked.length > times ? 'text' : undefined;
  };
  return { asked, selections: { isOpen: async () => open, read } };
}

describe('the owner of the clipboard', () => {
  it.each([
    ['answers at once', 0, true, 1],
    ['answers at the last of five questions, on a busy machine', 4, true, 5],
    ['hangs', 100, false, 5],
  ])('%s', async (_what, times, answers, questions) => {
    const { asked, selections } = missing(times);
    expect(await isClipboardAnswering(selections)).toBe(answers);
    expect(asked).toEqual(Array(questions).fill('CLIPBOARD'));
  });

  it('is not asked where there is no display, or no X11', async () => {
    const { asked, selections } = missing(100, false);
    expect([await isClipboardAnswering(selections), await isClipboardAnswering(undefined)]).toEqual([true, true]);
    expect(asked).toEqual([]);
  });
});
