import { describe, expect, it, vi } from 'vitest';
import { quietAfterRequests } from '../../../../main/desktop/lifecycle/quiet.ts';
import { FakeClock } from '../../../fakes/clock.ts';

function watched() {
  const clock = new FakeClock();
  const quiet = quietAfterRequests(clock);
  const told: number[] = [];
  void quiet.isReached.then(() => told.push(clock.uptime()));
  return { clock, quiet, told };
}

describe('a page', () => {
  it('is at rest once it has asked for nothing for 200 ms after its last request', async () => {
    const { clock, quiet, told } = watched();
    quiet.noteRequest();
    await clock.advance(150);
    quiet.noteRequest();
    await clock.advance(10_000);
    expect(told).toEqual([350]);
  });

  it('is not waited for without end: 3 s after its first request that is all', async () => {
    const { clock, quiet, told } = watched();
    for (let time = 0; time < 5_000; time += 100) {
      quiet.noteRequest();
      await clock.advance(100);
    }
    expect(told).toEqual([3_000]);
  });

  it('costs its later requests no timer', async () => {
    const { clock, quiet } = watched();
    quiet.noteRequest();
    await clock.advance(10_000);
    const after = vi.spyOn(clock, 'after');
    quiet.noteRequest();
    expect(after).not.toHaveBeenCalled();
  });

  it('is not at rest before it has asked for anything, but one that never does is not waited for', async () => {
    const { clock, told } = watched();
    await clock.advance(9_999);
    expect(told).toEqual([]);
    await clock.advance(1);
    expect(told).toEqual([10_000]);
  });
});
