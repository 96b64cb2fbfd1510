import { describe, expect, it } from 'vitest';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('a pause', () => {
  it('lasts an hour: nothing is renewed in the background, and what was due is renewed at its end', async () => {
    const { clock, connections, fyle, pause } = await connectedWorld();
    connections.recheck();
    pause.begin();
    expect(pause.endsAt).toBe(clock.now() + HOUR);
    expect(only(connections).accessToken?.renewsAt).toBe(pause.endsAt);
    const before = fyle.count('token');
    await clock.advance(HOUR - MINUTE);
    connections.recheck();
    await clock.advance(MINUTE - 1);
    expect(fyle.count('token')).toBe(before);
    await clock.advance(MINUTE);
    expect(pause.endsAt).toBeUndefined();
    expect(fyle.count('token')).toBe(before + 1);
    expect(only(connections).status).toBe('ready');
  });

  it('leaves what a person asks for as it is', async () => {
    const { clock, connections, fyle, id, pause } = await connectedWorld();
    connections.recheck();
    pause.begin();
    await clock.advance(55 * MINUTE);
    const before = fyle.count('token');
    must(await connections.accessToken(id));
    expect(fyle.count('token')).toBe(before + 1);
    must(await connections.renew(id));
    expect(fyle.count('token')).toBe(before + 2);
  });

  it('ends early at a person’s wish, and what is due is renewed at once', async () => {
    const { clock, connections, fyle, pause } = await connectedWorld();
    connections.recheck();
    pause.begin();
    await clock.advance(55 * MINUTE);
    const before = fyle.count('token');
    pause.end();
    await clock.advance(1_000);
    expect(fyle.count('token')).toBe(before + 1);
    expect(pause.endsAt).toBeUndefined();
  });

  it('tells of its beginning and its end, also when nothing is due', async () => {
    const { clock, pause } = await connectedWorld();
    const told: (number | undefined)[] = [];
    pause.begin();
    const { endsAt } = pause;
    pause.onChange(() => told.push(pause.endsAt));
    pause.begin();
    await clock.advance(HOUR + 1);
    expect(told[0]).toBe(endsAt);
    expect(told.at(-1)).toBeUndefined();
  });

  it('is over when the computer wakes after it', async () => {
    const { clock, pause } = await connectedWorld();
    pause.begin();
    clock.jump(2 * HOUR);
    expect(pause.endsAt).toBeUndefined();
  });
});
