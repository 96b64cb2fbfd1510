import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchStandstill } from '../../../../main/desktop/foreignPage/standstill.ts';

/** Keeps this process busy for so many milliseconds of the processor's time. */
function work(milliseconds: number): void {
  const before = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1_000 >= milliseconds) return;
  }
}

/** Watches while `act` runs; gives how often it was to be stopped. */
async function watched(act: () => Promise<void>): Promise<number> {
  let stops = 0;
  const end = watchStandstill(() => {
    stops += 1;
  });
  await act();
  end();
  return stops;
}

test('a process that is kept busy is stopped once', async () => {
  const stops = await watched(async () => {
    for (let times = 0; times < 8; times += 1) {
      work(300);
      await pause(0);
    }
  });
  expect(stops).toBe(1);
});

test('a process that once opens a window, or sleeps, is not', async () => {
  const stops = await watched(async () => {
    work(500);
    await pause(0);
    // As when it waits for the processor, or the computer slept.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
    await pause(0);
  });
  expect(stops).toBe(0);
});
