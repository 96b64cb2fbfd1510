import { root } from '../run.mjs';
import { measure } from './measure.mjs';
import { usedFolder } from './usedFolder.mjs';

/** Entries of the history: years of many connections. */
const entries = 1_000_000;
const connections = 300;
/** Most milliseconds until the screen is there, and most for which main may answer nobody meanwhile. */
const bounds = { open: 300, still: 100 };

/**
 * What a person does on the Activity screen: opens it, waits for its proof, and seeks what is not there, through all of it.
 * Meanwhile main is asked again and again, and the longest wait for an answer counts.
 */
const use = `async () => {
  const now = () => performance.now();
  const frame = () => new Promise(requestAnimationFrame);
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (isSo) => { while (!isSo()) await frame(); };
  let still = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const begin = now();
      await bridge.desk();
      still = Math.max(still, now() - begin);
      await wait(70);
    }
  })();
  const begin = now();
  document.querySelector('button[aria-label="Activity"]').click();
  await until(() => document.querySelectorAll('tbody tr td time').length > 5);
  await frame();
  const open = now() - begin;
  await until(() => document.querySelector('main [role="status"]')?.textContent.includes('Verified'));
  const proved = now() - begin;
  const sought = now();
  let before;
  do {
    const { value } = await bridge.activity({ text: 'nobody is called so', ...(before && { before }) });
    before = value.next;
  } while (before);
  const search = now() - sought;
  isOver = true;
  await asking;
  return { open, proved, search, still };
}`;

/**
 * Measures the Activity screen over a long history.
 * @param {string} origin the provider's
 * @returns {Promise<{ readonly lines: readonly string[], readonly isHeld: boolean }>}
 */
export async function longHistory(origin) {
  const data = await usedFolder(connections, origin, Math.ceil(entries / connections));
  const subject = {
    ...{ name: 'a million entries', folder: root, data, use },
    isShown: `() => document.querySelectorAll('[role="option"]').length >= 9`,
  };
  await measure(subject);
  const { at, used, memoryMiB, memoryAfterMiB } = await measure(subject);
  const { open = Number.NaN, proved = Number.NaN, search = Number.NaN, still = Number.NaN } = used;
  const figures = { open, proved, search, still, painted: at.painted, before: memoryMiB, after: memoryAfterMiB };
  const whole = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value)]));
  const over = [
    ...(open > bounds.open ? [`a million entries: the screen took over ${bounds.open} ms`] : []),
    ...(still > bounds.still ? [`a million entries: main was still for over ${bounds.still} ms`] : []),
  ];
  const line = `a million entries of history: the window painted after ${whole.painted} ms; Activity open after ${whole.open} ms, proved after ${whole.proved} ms, searched through in ${whole.search} ms, main never still for longer than ${whole.still} ms; memory ${whole.before} MiB before and ${whole.after} MiB after`;
  return { lines: [line, ...over], isHeld: over.length === 0 };
}
