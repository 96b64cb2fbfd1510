import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../fakes/fyleHttp.ts';
import { fakeWorld, internalDraft, must } from '../../fakes/world.ts';

const MINUTE = 60_000;

/** Whom Fyle tells to wait an hour. */
const inAnHour = () => refused(429, 'slow down', { 'retry-after': '3600' });

/** Two connections, stored at the same time: the first one's renewal comes first. */
async function worldOfTwo() {
  const world = fakeWorld();
  const first = must(await world.connections.connect(internalDraft(world.fyle.grant())));
  const second = must(await world.connections.connect(internalDraft(world.fyle.grant())));
  world.fyle.asked.length = 0;
  return { ...world, first, second };
}

type WorldOfTwo = Awaited<ReturnType<typeof worldOfTwo>>;

/** What a connection's renewal by itself comes to, while the other one is told to wait an hour. */
const secondRequests: readonly (readonly [what: string, reach: (world: WorldOfTwo) => Promise<void>])[] = [
  [
    'whose token was refused where its data lives',
    async ({ clock, connections, fyle, second }) => {
      fyle.next('cluster', refused(401));
      const refusal = fyle.hold('cluster');
      await clock.advance(50 * MINUTE + 200);
      await clock.advance(1_000);
      fyle.next('token', inAnHour());
      await connections.renew(second);
      refusal.open();
      await settled();
    },
  ],
  [
    'whose stored sign-in was refused, and is another one by now',
    async ({ clock, connections, fyle, keychain, first, second }) => {
      fyle.next('token', refused(401));
      const refusal = fyle.hold('token');
      await clock.advance(50 * MINUTE);
      fyle.next('token', inAnHour());
      await connections.renew(second);
      keychain.items.set(first, { refreshToken: fyle.grant(), clientSecret: CLIENT_SECRET });
      refusal.open();
      await settled();
    },
  ],
];

describe.each(secondRequests)('while a host wants to be left alone, a connection %s', (_what, reach) => {
  it('is not held up when a person wants it', async () => {
    const world = await worldOfTwo();
    await reach(world);
    const before = world.clock.now();
    must(await world.connections.renew(world.first));
    must(await world.connections.accessToken(world.first));
    expect(world.clock.now()).toBe(before);
  });

  it('can be signed in again and removed at once', async () => {
    const world = await worldOfTwo();
    await reach(world);
    const refreshToken = new Secret(world.fyle.grant());
    must(await world.connections.signInAgain(world.first, { refreshToken }));
    must(await world.connections.disconnect(world.first));
    expect(world.keychain.items.has(world.first)).toBe(false);
  });
});
