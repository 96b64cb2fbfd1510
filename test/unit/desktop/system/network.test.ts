import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchNetwork } from '../../../../main/desktop/system/network.ts';

const here = vi.hoisted(() => ({ isOnline: true, addresses: ['192.168.1.7'] }));
// The test replaces Electron's and the computer's network state, which the watcher polls.
vi.mock('electron', () => ({ net: { isOnline: () => here.isOnline } }));
vi.mock('node:os', () => ({
  networkInterfaces: () => ({ en0: here.addresses.map((address) => ({ address })) }),
}));

const home = ['192.168.1.7'];
let returns = 0;
let stop: (() => void) | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  here.isOnline = true;
  here.addresses = home;
  returns = 0;
  stop = watchNetwork(() => {
    returns += 1;
  });
});
afterEach(() => {
  stop?.();
  vi.useRealTimers();
});

/** What the watcher reported after this change of the network. */
function toldWhen(isOnline: boolean, addresses: string[]): number {
  here.isOnline = isOnline;
  here.addresses = addresses;
  vi.advanceTimersByTime(5_000);
  return returns;
}

describe('the network', () => {
  it('is told when it returns, once, and not when it goes', () => {
    expect(toldWhen(false, [])).toBe(0);
    expect(toldWhen(false, [])).toBe(0);
    expect(toldWhen(true, home)).toBe(1);
    expect(toldWhen(true, home)).toBe(1);
  });

  it('is told when it is another one, a VPN beside the first too', () => {
    expect(toldWhen(true, ['10.0.0.3'])).toBe(1);
    expect(toldWhen(true, ['10.0.0.3', '172.16.4.2'])).toBe(2);
  });

  it('is the same in whatever order its addresses are named', () => {
    toldWhen(true, ['10.0.0.3', '172.16.4.2']);
    expect(toldWhen(true, ['172.16.4.2', '10.0.0.3'])).toBe(1);
  });

  it('is looked at no more once that is ended', () => {
    stop?.();
    expect(toldWhen(true, ['10.0.0.3'])).toBe(0);
  });
});
