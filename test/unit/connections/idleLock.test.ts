import { describe, expect, it } from 'vitest';
import { IdleLock } from '../../../main/connections/idleLock.ts';
import type { ConnectionStatus } from '../../../preload/connection.ts';
import type { LockReason } from '../../../preload/lock.ts';
import { FakeClock } from '../../fakes/clock.ts';

/** A lock over a vault that is open, and what the test decides about everything around it. */
function locking() {
  const clock = new FakeClock();
  const world = {
    idle: 0,
    isWanted: true,
    statuses: ['ready'] as readonly ConnectionStatus[],
    attempt: false,
    pending: 0,
    stores: true,
    locked: 0,
    isShut: false,
    hasVault: true,
    reasons: [] as LockReason[],
    stored: 0,
  };
  const connections = {
    list: () => world.statuses.map((status) => ({ status })),
    get attempt() {
      return world.attempt ? {} : undefined;
    },
    unstored: {
      get names() {
        return Array.from({ length: world.pending }, () => 'Acme Ltd');
      },
      store: async () => {
        world.stored += 1;
        if (world.stores) world.pending = 0;
      },
    },
  };
  const lock = new IdleLock({
    ...{ clock, connections },
    idleTime: () => world.idle,
    isWanted: () => world.isWanted && !world.isShut,
    longestAbsence: () => LONGEST_ABSENCE,
    losesUnstored: () => world.hasVault,
    lock: (why) => {
      world.isShut = true;
      world.reasons.push(why);
    },
    mustForget: () => world.isShut && world.locked === 0,
    forget: async () => {
      world.locked += 1;
    },
  });
  lock.start();
  return { clock, world, lock };
}

const MINUTE = 60_000;
const LONGEST_ABSENCE = 15 * MINUTE;

describe('the app is locked', () => {
  it('when nobody has used the computer for 15 minutes, and not before', async () => {
    const { clock, world } = locking();
    world.idle = LONGEST_ABSENCE - 1;
    await clock.advance(MINUTE);
    expect(world.locked).toBe(0);
    world.idle = LONGEST_ABSENCE;
    await clock.advance(5_000);
    expect(world.locked).toBe(1);
    await clock.advance(MINUTE);
    expect(world.locked).toBe(1);
  });

  it('at once when the screen is locked or the computer is about to sleep', async () => {
    const { clock, world, lock } = locking();
    lock.lockNow('screen');
    await clock.advance(0);
    expect(world.locked).toBe(1);
  });

  it('never without the person’s wish, nor later for a screen that was locked before it', async () => {
    const { clock, world, lock } = locking();
    world.isWanted = false;
    world.idle = 10 * LONGEST_ABSENCE;
    lock.lockNow('screen');
    await clock.advance(MINUTE);
    world.idle = 0;
    world.isWanted = true;
    await clock.advance(MINUTE);
    expect(world.locked).toBe(0);
  });

  it.each([
    ['a renewal', { statuses: ['ready', 'renewing'] }, { statuses: ['ready', 'ready'] }],
    ['a sign-in', { attempt: true }, { attempt: false }],
    ['a grant that cannot be stored', { pending: 1, stores: false }, { stores: true }],
  ])('only after %s', async (_what, busy, done) => {
    const { clock, world, lock } = locking();
    Object.assign(world, busy);
    lock.lockNow('screen');
    await clock.advance(MINUTE);
    expect(world.locked).toBe(0);
    Object.assign(world, done);
    await clock.advance(5_000);
    expect([world.locked, world.pending]).toEqual([1, 0]);
  });

  it('after what is pending was stored', async () => {
    const { clock, world, lock } = locking();
    world.pending = 2;
    lock.lockNow('screen');
    await clock.advance(0);
    expect([world.stored, world.pending, world.locked]).toEqual([1, 0, 1]);
  });

  it('not when somebody came back before nothing held it up any more', async () => {
    const { clock, world } = locking();
    world.idle = LONGEST_ABSENCE;
    world.attempt = true;
    await clock.advance(MINUTE);
    world.idle = 0;
    world.attempt = false;
    await clock.advance(MINUTE);
    expect(world.locked).toBe(0);
  });

  it('in the eyes of everybody at once, while a renewal still brings a refresh token', async () => {
    const { clock, world, lock } = locking();
    world.statuses = ['renewing'];
    lock.lockNow('person');
    expect([world.reasons, world.locked]).toEqual([['person'], 0]);
    // Unlocked before it was forgotten: nothing is locked again.
    world.isShut = false;
    world.statuses = ['ready'];
    await clock.advance(MINUTE);
    expect([world.reasons, world.locked]).toEqual([['person'], 0]);
  });

  it('although something is pending that no vault could store', async () => {
    const { clock, world } = locking();
    Object.assign(world, { pending: 1, stores: false, hasVault: false, idle: LONGEST_ABSENCE });
    await clock.advance(5_000);
    expect([world.reasons, world.locked, world.stored]).toEqual([['idle'], 1, 0]);
  });

  it('no more once the app ends', async () => {
    const { clock, world, lock } = locking();
    world.idle = LONGEST_ABSENCE;
    lock.close();
    await clock.advance(MINUTE);
    expect([world.locked, clock.planned]).toEqual([0, []]);
  });
});
