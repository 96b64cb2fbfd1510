import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_SECRET } from '../../fakes/fyleHttp.ts';
import { slowWorld, type Trouble } from './slowWorld.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What may happen next; `who` is one of two connections, `which` one of the pending answers. */
const step = fc.oneof(
  fc.record({
    does: fc.constant('ask' as const),
    who: fc.nat(1),
    promised: fc.constantFrom(0, 10 * MINUTE, 15 * MINUTE),
  }),
  fc.record({ does: fc.constant('renew' as const), who: fc.nat(1) }),
  {
    weight: 14,
    arbitrary: fc.record({
      does: fc.constant('answer' as const),
      which: fc.nat(9),
      trouble: fc.constantFrom<Trouble>('none', 'none', 'none', 'none', 'busy', 'refused', 'offline', 'lost', 'locked'),
    }),
  },
  fc.record({
    does: fc.constant('wait' as const),
    time: fc.constantFrom(SECOND, 10 * SECOND, 5 * MINUTE, 51 * MINUTE),
  }),
  fc.record({ does: fc.constant('sleep' as const), time: fc.constantFrom(20 * MINUTE, 24 * 60 * MINUTE) }),
  fc.record({ does: fc.constant('set back' as const), time: fc.constantFrom(20 * MINUTE, 24 * 60 * MINUTE) }),
  fc.record({ does: fc.constant('look' as const) }),
  fc.record({ does: fc.constant('sign in again' as const), who: fc.nat(1) }),
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const), who: fc.nat(1) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('kill' as const),
      isDone: fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }),
    }),
  },
);

describe('in every order in which callers, answers, the clock and a person may come', () => {
  it('no refresh token is sent twice or lost, no stale access token handed out, and nothing removed comes back', async () => {
    const run = fc.asyncProperty(
      fc.constantFrom(3600, 1800, 90),
      fc.constantFrom(0, 0.5, 1),
      fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
      async (expiresIn, chance, steps) => {
        const world = await slowWorld(expiresIn, chance);
        const { clock, fyle, keychain, familyIn, interrupted, ids } = world;
        const stale: string[] = [];
        const lost: string[] = [];
        const removed = new Set<string>();
        /** The family of the grant that each connection's last new sign-in brought. */
        const newest = new Map<string, string | undefined>();
        const isListed = (id: string) => world.registry.read().connections.some((one) => one.id === id);
        const isGood = (id: string) => fyle.takes(keychain.items.get(id)?.refreshToken ?? '');
        for (const act of steps) {
          const { connections } = world;
          const id = 'who' in act ? (ids[act.who] ?? '') : '';
          if (act.does === 'ask') {
            void connections.accessToken(id, act.promised).then((token) => {
              if (!token.ok) return;
              const left = (fyle.ends.get(token.value.secret.reveal()) ?? 0) - clock.now();
              if (left < Math.min(act.promised, (expiresIn * SECOND) / 3))
                stale.push(`${left} ms left of ${act.promised} promised`);
            });
          } else if (act.does === 'renew') {
            void connections.renew(id);
          } else if (act.does === 'answer') {
            world.answer(act.which, act.trouble);
          } else if (act.does === 'wait') {
            await clock.advance(act.time);
          } else if (act.does === 'sleep') {
            clock.jump(act.time);
          } else if (act.does === 'set back') {
            // A token on its way to the keychain would have to wait there for a day to be taken for a young one.
            await world.answerAll();
            // A step back and a sleep of the same length within one minute cannot be detected.
            await clock.advance(MINUTE);
            await world.answerAll();
            clock.jump(-act.time);
            for (const [token, end] of fyle.ends) fyle.ends.set(token, end - act.time);
            await clock.advance(MINUTE);
          } else if (act.does === 'look') {
            connections.recheck();
          } else if (act.does === 'sign in again') {
            void connections.signInAgain(id, { clientSecret: new Secret(CLIENT_SECRET) }).then((outcome) => {
              if (outcome.ok) newest.set(id, world.newestOf.get(id));
              // Its grant may come later, and is stored then.
              else if (outcome.failure.code === 'timed-out') newest.delete(id);
            });
          } else if (act.does === 'kill') {
            const mayBeGone = await world.killed(act.isDone);
            for (const one of ids.filter(isListed)) {
              newest.set(one, familyIn(one));
              if (!isGood(one) && !mayBeGone.has(one) && !interrupted.has(familyIn(one))) lost.push(one);
              if (!isGood(one)) interrupted.add(familyIn(one));
            }
          } else {
            void connections.removals.disconnect(id).then((outcome) => {
              if (outcome.ok) removed.add(id);
            });
          }
          await settled();
        }
        await world.answerAll();
        // The next recheck removes what a locked keychain still holds.
        world.connections.recheck();
        // Every queued background request is sent.
        for (let second = 0; second < 10; second += 1) {
          await clock.advance(SECOND);
          await world.answerAll();
        }
        const { connections } = world;
        expect(stale).toEqual([]);
        expect(lost).toEqual([]);
        expect(world.atOnce).toEqual([]);
        for (const id of ids) {
          if (removed.has(id)) expect(isListed(id)).toBe(false);
          if (!isListed(id)) expect(keychain.items.has(id)).toBe(false);
          if (!isListed(id)) continue;
          const renewal = connections.renew(id);
          await world.answerAll();
          const isInterrupted = interrupted.has(familyIn(id));
          if (isInterrupted) expect(await renewal).toMatchObject({ failure: { code: 'renewal-interrupted' } });
          else expect(await renewal).toMatchObject({ ok: true });
          expect(isGood(id)).toBe(!isInterrupted);
          if (newest.has(id)) expect(familyIn(id)).toBe(newest.get(id));
        }
        expect(fyle.reused.filter((token) => !interrupted.has(fyle.familyOf(token)))).toEqual([]);
        // Planned are the next look and at most one request to each of the two hosts; nothing for removed ones.
        if (!ids.some(isListed)) expect(clock.planned).toEqual([]);
        if (ids.some((id) => isListed(id) && isGood(id))) expect([1, 2, 3]).toContain(clock.planned.length);
      },
    );
    await fc.assert(run, { numRuns: 500 });
  }, 240_000);
});
