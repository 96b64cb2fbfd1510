import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';
import { settled } from '../../fakes/clock.ts';
import { CLIENT_SECRET } from '../../fakes/fyleHttp.ts';
import { slowWorld, type Trouble } from './slowWorld.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What may happen next; `who` is one of two connections, `which` one of the answers that are awaited. */
const step = fc.oneof(
  fc.record({
    does: fc.constant('ask' as const),
    who: fc.nat(1),
    promised: fc.constantFrom(0, 10 * MINUTE, 15 * MINUTE),
  }),
  fc.record({ does: fc.constant('renew' as const), who: fc.nat(1) }),
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('answer' as const),
      which: fc.nat(9),
      trouble: fc.constantFrom<Trouble>('none', 'none', 'none', 'busy', 'offline', 'locked'),
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
);

describe('in every order in which callers, answers, the clock and a person may come', () => {
  it('no refresh token is sent twice or lost, no stale access token handed out, and nothing removed comes back', async () => {
    const run = fc.asyncProperty(
      fc.constantFrom(3600, 1800, 90),
      fc.array(step, { minLength: 5, maxLength: 40 }),
      async (expiresIn, steps) => {
        const world = await slowWorld(expiresIn);
        const { connections, clock, fyle, keychain, ids } = world;
        const stale: string[] = [];
        const removed = new Set<string>();
        /** The grant that the last new sign-in of a connection brought. */
        const newest = new Map<string, string | undefined>();
        const storedFamily = (id: string) => fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '');
        let moves = 0;
        for (const act of steps) {
          const id = 'who' in act ? (ids[act.who] ?? '') : '';
          if (act.does === 'ask') {
            const movesBefore = moves;
            void connections.accessToken(id, act.promised).then((token) => {
              if (!token.ok) return;
              const left = (fyle.ends.get(token.value.secret.reveal()) ?? 0) - clock.now();
              // A machine that sleeps again each time while a token is on its way gets the second one as it is.
              const isFresh = left >= Math.min(act.promised, (expiresIn * SECOND) / 3) || moves - movesBefore > 1;
              if (!isFresh) stale.push(`${left} ms left of ${act.promised} promised`);
            });
          } else if (act.does === 'renew') {
            void connections.renew(id);
          } else if (act.does === 'answer') {
            world.answer(act.which, act.trouble);
          } else if (act.does === 'wait') {
            moves += 1;
            await clock.advance(act.time);
          } else if (act.does === 'sleep') {
            moves += 1;
            clock.jump(act.time);
          } else if (act.does === 'set back') {
            // A token on its way to the keychain would have to wait there for a day to be taken for a young one.
            await world.answerAll();
            clock.jump(-act.time);
            for (const [token, end] of fyle.ends) fyle.ends.set(token, end - act.time);
            // One who sets the clock and lets the computer sleep for as long within the minute fools anybody.
            moves += 1;
            await clock.advance(MINUTE);
          } else if (act.does === 'look') {
            connections.recheck();
          } else if (act.does === 'sign in again') {
            void connections.signInAgain(id, { clientSecret: new Secret(CLIENT_SECRET) }).then((outcome) => {
              if (outcome.ok) newest.set(id, storedFamily(id));
            });
          } else {
            void connections.disconnect(id).then((outcome) => {
              if (outcome.ok) removed.add(id);
            });
          }
          await settled();
        }
        await world.answerAll();
        // What a locked keychain kept is removed with the next look.
        connections.recheck();
        // What waits for its turn has it.
        for (let turn = 0; turn < 10; turn += 1) {
          await clock.advance(SECOND);
          await world.answerAll();
        }
        expect(stale).toEqual([]);
        expect(world.atOnce).toEqual([]);
        for (const id of ids) {
          if (removed.has(id)) {
            expect(keychain.items.has(id)).toBe(false);
            expect(world.registry.text).not.toContain(id);
          } else {
            const renewal = connections.renew(id);
            await world.answerAll();
            expect(await renewal).toMatchObject({ ok: true });
            expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
            if (newest.has(id)) expect(storedFamily(id)).toBe(newest.get(id));
          }
        }
        expect(fyle.reused).toEqual([]);
        // One look is planned, and at most one turn for each of the two hosts beside it; of what was removed nothing.
        if (removed.size === ids.length) expect(clock.planned).toEqual([]);
        else expect([1, 2, 3]).toContain(clock.planned.length);
      },
    );
    await fc.assert(run, { numRuns: 150 });
  }, 60_000);
});
