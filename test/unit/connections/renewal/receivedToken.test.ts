import { describe, expect, it } from 'vitest';
import { receiveToken } from '../../../../main/connections/renewal/receivedToken.ts';
import { forwardClock } from '../../../../main/connections/timing/forwardClock.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { ok } from '../../../../main/result.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { connectedWorld, must } from '../../../fakes/world.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const secret = new Secret('access');

/** The remaining lifetime that a token is given when its answer has arrived, milliseconds. */
async function left(lifetime: number, onItsWay: (clock: FakeClock) => void): Promise<number> {
  const system = new FakeClock();
  const clock = forwardClock(system);
  const arrived = await receiveToken(clock, async () => {
    onItsWay(system);
    return ok({ accessToken: secret, lifetime });
  });
  return must(arrived).accessToken.expiresAt - clock.now();
}

describe('a token whose answer was on its way for a while', () => {
  it.each([
    ['lives from the question', HOUR, 9, 0, HOUR - 9 * SECOND],
    ['lives from the question, as long as it is fresh then', 12 * SECOND, 6, 0, 6 * SECOND],
    ['lives from its arrival when it is too short for its way', 12 * SECOND, 7, 0, 12 * SECOND],
    ['is not made younger by a clock set back', HOUR, 9, -5, HOUR - 9 * SECOND],
    ['is not made younger by a clock set back by a day', HOUR, 9, -86_400, HOUR - 9 * SECOND],
    ['counts a short sleep too', HOUR, 1, 20, HOUR - 21 * SECOND],
    ['has ended when a night lay in between', HOUR, 1, 8 * 3_600, HOUR - 8 * HOUR - SECOND],
    ['has ended when it was short and a minute’s sleep lay in between', 12 * SECOND, 1, 60, -49 * SECOND],
  ])('%s', async (_, lifetime, passed, jumped, expected) => {
    const onItsWay = (clock: FakeClock) => {
      clock.pass(passed * SECOND);
      clock.jump(jumped * SECOND);
    };
    expect(await left(lifetime, onItsWay)).toBe(expected);
  });

  it('is never handed out with less left than was promised', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const answered = fyle.holdAnswer('token');
    const renewal = connections.renew(id);
    await answered.reached;
    clock.pass(9 * SECOND);
    answered.open();
    must(await renewal);
    await settled();
    clock.pass(HOUR - 600 * SECOND - 9 * SECOND + 1);
    const token = must(await connections.accessToken(id));
    expect((fyle.ends.get(token.secret.reveal()) ?? 0) - clock.now()).toBeGreaterThanOrEqual(600 * SECOND);
  });
});
