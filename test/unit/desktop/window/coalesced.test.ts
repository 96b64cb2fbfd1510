import { describe, expect, it } from 'vitest';
import { coalesced } from '../../../../main/desktop/window/coalesced.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function counted() {
  let done = 0;
  const act = coalesced(() => {
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
    await nextTurn();
    expect(done()).toBe(2);
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
    const act = coalesced(() => {
      done += 1;
      if (done < 3) act.wish();
    });
    act.wish();
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(done).toBe(3);
  });
});
