import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { coalesced } from '../../../../main/desktop/window/coalesced.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function counted() {
  let done = 0;
  const act = coalesced();
  act.follow(() => {
    done += 1;
  });
  return { act, done: () => done };
}

describe('a coalesced act', () => {
  it('is done once after a burst of wishes, in the next turn', async () => {
    const { act, done } = counted();
    for (let wishes = 0; wishes < 100; wishes += 1) act.wish();
    await Promise.resolve();
    expect(done()).toBe(0);
    await nextTurn();
    expect(done()).toBe(1);
    await nextTurn();
    expect(done()).toBe(1);
  });

  it('is done again for a later wish', async () => {
    const { act, done } = counted();
    act.wish();
    await nextTurn();
    act.wish();
    await expect.poll(done).toBe(2);
  });

  it('is done no more than ten times a second, and at last for the last wish', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { act, done } = counted();
    for (let time = 0; time < 990; time += 10) {
      act.wish();
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(done()).toBe(10);
    act.wish();
    await vi.advanceTimersByTimeAsync(100);
    expect(done()).toBe(11);
  });

  it('is done at once when it is flushed, and then not a second time', async () => {
    const { act, done } = counted();
    act.wish();
    act.flush();
    expect(done()).toBe(1);
    await nextTurn();
    expect(done()).toBe(1);
  });

  it('is not done when nobody wishes for it', () => {
    const { act, done } = counted();
    act.flush();
    expect(done()).toBe(0);
  });

  it('may wish for itself', async () => {
    let done = 0;
    const act = coalesced();
    act.follow(() => {
      done += 1;
      if (done < 3) act.wish();
    });
    act.wish();
    await expect.poll(() => done).toBe(3);
  });
});
