import type { PlainElectron } from './plainElectron.ts';

/** What main did since `startHeartbeat`. */
export interface Heartbeat {
  /** The longest time for which main did one thing, milliseconds: without what it waited for the processor, which others use too. */
  readonly still: number;
  /** The most memory that main has had, MB. */
  readonly memory: number;
}

/** Looks at main's own clock every ten milliseconds, and at what the kernel counts of its thread. */
export async function startHeartbeat({ evaluate }: PlainElectron): Promise<() => Promise<Heartbeat>> {
  await evaluate(() => {
    const { readFileSync } = process.getBuiltinModule('node:fs');
    // The first number: the nanoseconds that the thread has had the processor for.
    const worked = () => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
    let before = worked();
    const beats = { still: 0, memory: 0 };
    Object.assign(globalThis, { beats });
    setInterval(() => {
      const now = worked();
      beats.still = Math.max(beats.still, now - before);
      beats.memory = Math.max(beats.memory, process.memoryUsage.rss() / 1e6);
      before = now;
    }, 10);
  });
  return () => evaluate(() => Reflect.get(globalThis, 'beats') as Heartbeat);
}
