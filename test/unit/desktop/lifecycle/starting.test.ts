import { describe, expect, it } from 'vitest';
import { type Start, startInOrder } from '../../../../main/desktop/lifecycle/starting.ts';

/** A start whose steps are written down, and which goes on when it is let. */
function recorded(changes: Partial<Start<string>> = {}) {
  const done: string[] = [];
  const faults: unknown[] = [];
  const noted = (name: string) => async () => {
    done.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    done.push(name);
  };
  const start: Start<string> = {
    showPage: noted('page'),
    makeParts: async () => {
      await noted('parts')();
      return 'the parts';
    },
    answer: (parts) => done.push(`answers from ${parts}`),
    untilDrawn: noted('drawn'),
    background: () => ['tray', 'renewals'].map((name) => ({ name, act: noted(name) })),
    isEnding: () => false,
    onFault: (step, error) => faults.push([step, error]),
    ...changes,
  };
  return { start, done, faults, noted };
}

describe('a start', () => {
  it('shows the page, makes the parts, answers, and leaves the rest for when the page is drawn', async () => {
    const { start, done } = recorded();
    await startInOrder(start);
    expect(done).toEqual([
      ...['page begins', 'page', 'parts begins', 'parts', 'answers from the parts', 'drawn begins', 'drawn'],
      ...['tray begins', 'tray', 'renewals begins', 'renewals'],
    ]);
  });

  it('answers nothing when a part cannot be made', async () => {
    const broken = new Error('no disk');
    const { start, done } = recorded({ makeParts: () => Promise.reject(broken) });
    await expect(startInOrder(start)).rejects.toBe(broken);
    expect(done).toEqual(['page begins', 'page']);
  });

  it('goes on after a step of the background that fails, and reports it', async () => {
    const broken = new Error('no bus');
    const { start, done, faults, noted } = recorded({
      background: () => [
        { name: 'tray', act: () => Promise.reject(broken) },
        {
          name: 'network',
          act: () => {
            throw broken;
          },
        },
        { name: 'renewals', act: noted('renewals') },
      ],
    });
    await startInOrder(start);
    expect(faults).toEqual([
      ['tray', broken],
      ['network', broken],
    ]);
    expect(done.at(-1)).toBe('renewals');
  });

  it('begins nothing more once the app is about to end', async () => {
    let isEnding = false;
    const { start, done } = recorded({ isEnding: () => isEnding });
    const background = start.background;
    await startInOrder({
      ...start,
      background: (parts) => [
        {
          name: 'quit',
          act: () => {
            isEnding = true;
          },
        },
        ...background(parts),
      ],
    });
    expect(done.at(-1)).toBe('drawn');
  });
});
