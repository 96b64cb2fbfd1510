import { networkInterfaces } from 'node:os';
import { net } from 'electron';

/** How often it is looked at, milliseconds. A look costs less than a tenth of one. */
const PERIOD = 5_000;

/**
 * Calls `onReturn` when this computer has a network again, or another one: a cable, a Wi-Fi, a VPN. Electron tells the
 * main process by no event, so it is looked at; the returned function ends that.
 */
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

/** Whether there is a network, and by which addresses this computer is in it. */
function network(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
  return JSON.stringify([net.isOnline(), addresses.toSorted()]);
}
