import { describe, expect, it } from 'vitest';
import type { Connections } from '../../../../main/connections/connections.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { type FakeClock, START, settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../../fakes/fyleHttp.ts';
import { fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;

/** Fyle's answer that asks for a pause of an hour. */
const inAnHour = (status = 429) => refused(status, 'slow down', { 'retry-after': '3600' });

/** A world with two connections, stored at the same time; the first is renewed first. */
async function worldOfTwo() {
  const world = fakeWorld();
  const first = must(await world.connections.connect(internalDraft(world.fyle.grant())));
  const second = must(await world.connections.connect(internalDraft(world.fyle.grant())));
  world.fyle.asked.length = 0;
  return { ...world, first, second };
}

type WorldOfTwo = Awaited<ReturnType<typeof worldOfTwo>>;

/** How the second connection's automatic renewal goes, while the answer to the first asks for a pause of an hour. */
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
    must(await world.connections.removals.disconnect(world.first));
    expect(world.keychain.items.has(world.first)).toBe(false);
  });
});

/** When a listener first saw each connection with the status `problem`, by `uptime`. */
function reportedProblems(connections: Connections, clock: FakeClock): ReadonlyMap<string, number> {
  const reported = new Map<string, number>();
  connections.onChange(() => {
    const problems = connections.list().filter(({ id, status }) => status === 'problem' && !reported.has(id));
    for (const { id } of problems) reported.set(id, clock.uptime());
  });
  return reported;
}

describe('while a host wants to be left alone, a connection whose token is due for renewal', () => {
  it.each([
    [429, { code: 'too-many-requests', step: 'token', retryAfter: 60 * MINUTE }],
    [503, { code: 'server-error', step: 'token', status: 503, retryAfter: 60 * MINUTE }],
  ])('is not ready: it tells why, and when the next try comes: %d', async (status, failure) => {
    const { clock, connections, fyle } = await worldOfTwo();
    fyle.next('token', inAnHour(status));
    await clock.advance(50 * MINUTE);
    const retryAt = clock.now() + 60 * MINUTE;
    for (const wait of [0, 15 * MINUTE, 40 * MINUTE]) {
      await clock.advance(wait);
      expect(connections.list()).toMatchObject([
        { status: 'problem', failure, retryAt },
        { status: 'problem', failure, retryAt },
      ]);
    }
    expect(fyle.count('token')).toBe(1);
    await clock.advance(6 * MINUTE);
    expect(connections.list().map((one) => [one.status, one.failure, one.retryAt])).toEqual([
      ['ready', undefined, undefined],
      ['ready', undefined, undefined],
    ]);
  });

  it('is told as soon as it is due', async () => {
    const { clock, connections, fyle, first, second } = await worldOfTwo();
    await clock.advance(10 * MINUTE);
    must(await connections.renew(second));
    const reported = reportedProblems(connections, clock);
    // The host pause puts off the new token's account check.
    fyle.next('cluster', inAnHour());
    await clock.advance(50 * MINUTE - 1);
    expect(connections.list().map(({ status }) => status)).toEqual(['ready', 'ready']);
    await clock.advance(1);
    expect(reported).toEqual(new Map([[second, 60 * MINUTE]]));
    expect(fyle.asked.at(-1)).toMatchObject({ step: 'cluster', at: START + 50 * MINUTE + 210 });
    expect(connections.list()[0]).toMatchObject({ id: first, status: 'ready' });
  });

  it('is told as soon as it is due also while it waits to ask whose its token is', async () => {
    const { clock, connections, fyle } = fakeWorld();
    fyle.next('cluster', refused(503));
    must(await connections.connect(internalDraft(fyle.grant())));
    fyle.next('token', inAnHour());
    await connections.connect(internalDraft(fyle.grant()));
    const reported: [step: unknown, at: number][] = [];
    connections.onChange(() => {
      const { failure } = only(connections);
      if (failure && 'step' in failure) reported.push([failure.step, clock.uptime()]);
    });
    await clock.advance(59 * MINUTE);
    expect(reported.find(([step]) => step === 'token')).toEqual(['token', 50 * MINUTE]);
    await clock.advance(2 * MINUTE);
    expect(only(connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
  });

  it('is told as soon as the pause begins, while it waits for its turn', async () => {
    const { clock, connections, fyle, first, second } = await worldOfTwo();
    await clock.advance(50 * MINUTE);
    const reported = reportedProblems(connections, clock);
    fyle.next('cluster', inAnHour());
    must(await connections.renew(first));
    await settled();
    expect(reported).toEqual(new Map([[second, 50 * MINUTE]]));
  });

  it('is not hidden by what could not be asked with the token', async () => {
    const { clock, connections, fyle } = fakeWorld();
    fyle.always('cluster', inAnHour);
    must(await connections.connect(internalDraft(fyle.grant())));
    expect(only(connections).failure).toMatchObject({ code: 'too-many-requests', step: 'cluster' });
    const retryAt = clock.now() + 60 * MINUTE;
    await clock.advance(50 * MINUTE);
    expect(only(connections)).toMatchObject({ failure: { code: 'too-many-requests', step: 'token' }, retryAt });
  });

  it('waits for its turn as one that is not ready, when its token is over', async () => {
    const { clock, connections, fyle } = await worldOfTwo();
    must(await connections.connect(internalDraft(fyle.grant())));
    fyle.next('token', inAnHour());
    await clock.advance(50 * MINUTE);
    fyle.hold('token');
    await clock.advance(60 * MINUTE);
    expect(connections.list().map(({ status }) => status)).toEqual(['problem', 'renewing', 'problem']);
  });

  it('is ready as ever when a person has renewed it', async () => {
    const { clock, connections, fyle, second } = await worldOfTwo();
    fyle.next('token', inAnHour());
    await clock.advance(50 * MINUTE);
    must(await connections.renew(second));
    expect(connections.list()[1]?.status).toBe('ready');
  });
});
