import { describe, expect, it } from 'vitest';
import { Sequencer } from '../../../../main/connections/timing/sequencer.ts';
import { closedGate } from '../../../fakes/gate.ts';

describe('queued tasks', () => {
  it('begin when the one before has ended, and give their own outcome', async () => {
    const sequencer = new Sequencer();
    const gate = closedGate();
    const begun: string[] = [];
    const one = sequencer.queue(async () => {
      begun.push('one');
      await gate.pass();
      return 1;
    });
    const two = sequencer.queue(async () => {
      begun.push('two');
      return 2;
    });
    await gate.reached;
    expect(begun).toEqual(['one']);
    expect([sequencer.isLast(one), sequencer.isLast(two)]).toEqual([false, true]);
    gate.open();
    expect(await Promise.all([one, two])).toEqual([1, 2]);
    expect(begun).toEqual(['one', 'two']);
  });

  it('go on after one that threw, which throws to its own caller alone', async () => {
    const sequencer = new Sequencer();
    const broken = sequencer.queue(() => Promise.reject(new Error('bug')));
    const next = sequencer.queue(async () => 2);
    await expect(broken).rejects.toThrow('bug');
    expect(await next).toBe(2);
  });

  it('are waited for until all have ended, one that threw too', async () => {
    const sequencer = new Sequencer();
    await sequencer.idle();
    const gate = closedGate();
    const ended: string[] = [];
    const slow = sequencer.queue(async () => {
      await gate.pass();
      ended.push('slow');
    });
    const broken = sequencer.queue(() => Promise.reject(new Error('bug')));
    const isIdle = sequencer.idle().then(() => ended.push('idle'));
    await gate.reached;
    expect(ended).toEqual([]);
    gate.open();
    await expect(broken).rejects.toThrow('bug');
    await Promise.all([slow, isIdle]);
    expect(ended).toEqual(['slow', 'idle']);
  });
});
