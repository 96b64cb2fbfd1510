import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../../main/connections/timing/wakeTimer.ts';
import { FakeClock } from '../../../fakes/clock.ts';

const MINUTE = 60_000;

/** An agenda that notes when it looked, in milliseconds of the steady clock; `next` is what each look finds planned. */
function agendaWith(next: (now: number) => number) {
  const clock = new FakeClock();
  const looks: number[] = [];
  const agenda = new Agenda(clock, () => {
    looks.push(clock.uptime());
    return next(clock.now());
  });
  return { clock, looks, agenda };
}

describe('the agenda', () => {
  it('looks when something is due, to the millisecond, and at least once a minute until then', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.lookAt(clock.now() + 30_500);
    await clock.advance(MINUTE);
    expect(looks).toEqual([30_500]);
    const { clock: other, looks: minutes, agenda: long } = agendaWith((now) => (now < due ? due : Infinity));
    const due = other.now() + 3 * MINUTE;
    long.lookAt(due);
    await other.advance(3 * MINUTE);
    expect(minutes).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE]);
  });

  it('looks no more when nothing is planned', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.look();
    agenda.lookAt(Infinity);
    expect(clock.planned).toEqual([]);
    expect(looks).toEqual([0]);
  });

  it('keeps the earliest of all times, and one timer', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.lookAt(clock.now() + 20_000);
    agenda.lookAt(clock.now() + 5_000);
    agenda.lookAt(clock.now() + 10_000);
    expect(clock.planned).toEqual([5_000]);
    await clock.advance(MINUTE);
    expect(looks).toEqual([5_000]);
  });

  it('looks at once when the time is past', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.lookAt(0);
    await clock.advance(0);
    expect(looks).toEqual([0]);
  });

  it.each([25 * 86_400_000, 2 ** 40, Number.MAX_SAFE_INTEGER])(
    'never plans further ahead than a minute: %i ms',
    async (far) => {
      const { clock, agenda } = agendaWith(() => far);
      agenda.lookAt(clock.now() + far);
      expect(clock.planned).toEqual([MINUTE]);
    },
  );

  it('sees within a minute that the clock went on while timers stood still', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.lookAt(clock.now() + 8 * 60 * MINUTE);
    clock.jump(8 * 60 * MINUTE);
    await clock.advance(MINUTE);
    expect(looks).toEqual([MINUTE]);
  });

  it('does nothing once it is closed', async () => {
    const { clock, looks, agenda } = agendaWith(() => Infinity);
    agenda.lookAt(clock.now() + 1_000);
    agenda.close();
    agenda.look();
    agenda.lookAt(clock.now());
    await clock.advance(MINUTE);
    expect(looks).toEqual([]);
    expect(clock.planned).toEqual([]);
  });
});
