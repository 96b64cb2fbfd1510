import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import { createDeskStore } from '../../renderer/state/deskStore.ts';
import { failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { connection, desk } from './states.ts';

/** Runs the callbacks of every settled promise. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('the window’s copy of the desk', () => {
  it('asks nothing until somebody watches', () => {
    const bridge = fakeBridge(desk());
    createDeskStore(bridge);
    expect([bridge.calls.length, bridge.listeners('desk')]).toEqual([0, 0]);
  });

  it('holds the first answer, then every notice', async () => {
    const bridge = fakeBridge(desk());
    const store = createDeskStore(bridge);
    let heard = 0;
    store.subscribe(() => {
      heard += 1;
    });
    expect(store.read()).toEqual({ phase: 'opening' });
    await settled();
    expect(store.read()).toMatchObject({ phase: 'open', desk: { keychain: 'ready' } });
    bridge.say('desk', desk({ keychain: 'locked' }));
    expect(store.read()).toMatchObject({ phase: 'open', desk: { keychain: 'locked' } });
    expect(heard).toBe(2);
  });

  it('keeps a notice that overtook the first answer', async () => {
    const bridge = fakeBridge(desk());
    const slow = pending<DeskState>();
    bridge.answers.desk = () => slow.reply;
    const store = createDeskStore(bridge);
    store.subscribe(() => undefined);
    bridge.say('desk', desk({ keychain: 'locked' }));
    slow.succeed(desk({ keychain: 'ready' }));
    await settled();
    expect(store.read()).toMatchObject({ desk: { keychain: 'locked' } });
  });

  it('tells why the desk could not be had, and asks again', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => failed({ code: 'bug' });
    const store = createDeskStore(bridge);
    store.subscribe(() => undefined);
    await settled();
    expect(store.read()).toEqual({ phase: 'failed', failure: { code: 'bug' } });
    bridge.answers.desk = () => replied(desk());
    store.reload();
    await settled();
    expect(store.read()).toMatchObject({ phase: 'open' });
  });

  it('counts a door that breaks down as a bug', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => Promise.reject(new Error('the door is gone'));
    const store = createDeskStore(bridge);
    store.subscribe(() => undefined);
    await settled();
    expect(store.read()).toEqual({ phase: 'failed', failure: { code: 'bug' } });
  });

  it('remembers when a failure was first seen, though it comes again with every notice', async () => {
    const failure = { code: 'offline', host: 'accounts.fylehq.com' } as const;
    const state = desk({ connections: [connection({ status: 'offline', failure })] });
    const bridge = fakeBridge(state);
    const store = createDeskStore(bridge);
    store.subscribe(() => undefined);
    await settled();
    const first = store.read();
    bridge.say('desk', structuredClone(state));
    const second = store.read();
    expect(first.phase === 'open' && first.failedAt.get('c1')).toBeTypeOf('number');
    expect(second.phase === 'open' && second.failedAt).toEqual(first.phase === 'open' && first.failedAt);
    bridge.say('desk', desk());
    const third = store.read();
    expect(third.phase === 'open' && third.failedAt.size).toBe(0);
  });

  it('stops listening when nobody watches any more', () => {
    const bridge = fakeBridge(desk());
    const store = createDeskStore(bridge);
    const first = store.subscribe(() => undefined);
    const second = store.subscribe(() => undefined);
    first();
    expect(bridge.listeners('desk')).toBe(1);
    second();
    expect(bridge.listeners('desk')).toBe(0);
  });
});
