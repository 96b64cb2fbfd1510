import { networkInterfaces } from 'node:os';
import { net } from 'electron';

/** How often the network is checked, milliseconds. A check takes less than a tenth of one. */
const PERIOD = 5_000;

/** Calls `onReturn` when this computer has a network again, or another one, until the returned function is called. */
export function watchNetwork(onReturn: () => void): () => void {
  let before = network();
  const timer = setInterval(() => {
    const now = network();
    const isNews = now !== before;
    before = now;
    if (isNews && net.isOnline()) onReturn();
  }, PERIOD);
  return () => clearInterval(timer);
}

/** Whether there is a network, and this computer's addresses in it. */
function network(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
  return JSON.stringify([net.isOnline(), addresses.toSorted()]);
}
