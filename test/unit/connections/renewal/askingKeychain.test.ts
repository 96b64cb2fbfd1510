import { describe, expect, it } from 'vitest';
import { fail } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** The next start beside a keychain that asks the person before it gives a sign-in. */
async function nextStart() {
  const world = await connectedWorld();
  await world.connections.close();
  world.keychain.asks = true;
  const connections = world.restarted();
  const before = world.ledgerStore.history(world.id).length;
  return { ...world, connections, before };
}

describe('a keychain that asks about each sign-in', () => {
  it('is asked by no renewal in the background: that waits for a person, which is no failure of it', async () => {
    const { clock, connections, fyle, id, before, ledgerStore } = await nextStart();
    connections.recheck();
    await clock.advance(24 * HOUR);
    expect(only(connections)).toMatchObject({ status: 'asks-first', failure: { code: 'keychain-asks' } });
    expect(only(connections).retryAt).toBeUndefined();
    expect(fyle.count('token')).toBe(0);
    expect(ledgerStore.history(id)).toHaveLength(before);
  });

  it('asks when a person wants a token', async () => {
    const { clock, connections, id } = await nextStart();
    connections.recheck();
    await clock.advance(SECOND);
    must(await connections.accessToken(id));
    expect(only(connections)).toMatchObject({ status: 'ready' });
    expect(only(connections).failure).toBeUndefined();
  });

  it('asks also for a person who comes while the background looks', async () => {
    const { clock, connections, id, keychain } = await nextStart();
    const gate = keychain.hold('read');
    connections.recheck();
    await clock.advance(SECOND);
    await gate.reached;
    const wanted = connections.accessToken(id);
    gate.open();
    must(await wanted);
  });

  it('is looked at again when it has changed', async () => {
    const { clock, connections, fyle, keychain } = await nextStart();
    connections.recheck();
    await clock.advance(SECOND);
    keychain.asks = false;
    connections.recheck('keychain');
    await clock.advance(SECOND);
    expect(fyle.count('token')).toBe(1);
  });

  it('has a time of its own: the minute for the provider begins with the request', async () => {
    const { clock, connections, fyle, id, keychain } = await nextStart();
    const question = keychain.hold('read');
    const answer = fyle.holdAnswer('token');
    const renewal = connections.renew(id);
    await question.reached;
    await clock.advance(119 * SECOND);
    question.open();
    await answer.reached;
    await clock.advance(59 * SECOND);
    expect(only(connections).status).toBe('renewing');
    await clock.advance(SECOND);
    expect(await renewal).toEqual(fail({ code: 'timed-out', host: 'accounts.fylehq.com' }));
    answer.open();
    await settled();
    expect(only(connections).status).toBe('ready');
    expect(clock.planned.length).toBeGreaterThan(0);
  });
});
