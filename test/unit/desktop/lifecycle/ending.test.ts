import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { type EndStep, endInOrder, endWithApp } from '../../../../main/desktop/lifecycle/ending.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';

const never = () => new Promise(() => undefined);

/** Steps that are written down, in an end by a fake clock. */
function recorded(acts: Readonly<Record<string, () => unknown>>) {
  const clock = new FakeClock();
  const done: string[] = [];
  const faults: unknown[] = [];
  const steps: readonly EndStep[] = Object.entries(acts).map(([name, act]) => ({
    name,
    within: 5_000,
    act: () => {
      done.push(name);
      return act();
    },
  }));
  const end = () => endInOrder(steps, clock, (step, error) => faults.push([step, error]));
  return { clock, done, faults, end };
}

describe('the end', () => {
  it('takes its steps in order, each after the one before', async () => {
    const { done, end, clock } = recorded({
      clipboard: () => settled().then(() => done.push('clipboard is clear')),
      tray: () => undefined,
      keychain: () => undefined,
    });
    await end();
    expect(done).toEqual(['clipboard', 'clipboard is clear', 'tray', 'keychain']);
    expect(clock.planned).toEqual([]);
  });

  it('goes on when a step hangs, as soon as its time is over', async () => {
    const { clock, done, faults, end } = recorded({
      clipboard: () => undefined,
      keychain: never,
      vault: () => undefined,
    });
    const ended = end();
    await clock.advance(4_999);
    expect(done).toEqual(['clipboard', 'keychain']);
    await clock.advance(1);
    await ended;
    expect(done).toEqual(['clipboard', 'keychain', 'vault']);
    expect(faults).toEqual([['keychain', undefined]]);
  });

  it('begins steps together, and goes on when the slowest has ended or its own time is over', async () => {
    const clock = new FakeClock();
    const done: string[] = [];
    const faults: string[] = [];
    const step = (name: string, within: number, act = never): EndStep => ({
      name,
      within,
      act: () => {
        done.push(name);
        return act();
      },
    });
    const together = [step('keychain', 250), step('practice', 250, async () => undefined), step('late copy', 1_500)];
    const ended = endInOrder([together, step('place', 250)], clock, (name) => faults.push(name));
    await clock.advance(1_499);
    expect(done).toEqual(['keychain', 'practice', 'late copy']);
    expect(faults).toEqual(['keychain']);
    await clock.advance(1);
    expect(done).toEqual(['keychain', 'practice', 'late copy', 'place']);
    await clock.advance(250);
    await ended;
    expect(faults).toEqual(['keychain', 'late copy', 'place']);
  });

  it('goes on after a step that throws or fails, and reports it', async () => {
    const broken = new Error('broken');
    const { done, faults, end } = recorded({
      clipboard: () => {
        throw broken;
      },
      tray: () => Promise.reject(broken),
      keychain: () => undefined,
    });
    await end();
    expect(done).toEqual(['clipboard', 'tray', 'keychain']);
    expect(faults).toEqual([
      ['clipboard', broken],
      ['tray', broken],
    ]);
  });
});

/** An app and a window of which only what the end uses is there, and an end that is let go. */
function running() {
  const app = new EventEmitter();
  const window = new EventEmitter();
  const done: string[] = [];
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const isEnding = endWithApp(
    Object.assign(app, { quit: () => done.push('quit') }) as unknown as App,
    window as unknown as BrowserWindow,
    () => {
      done.push('end');
      return finished;
    },
    async () => {
      done.push('clipboard cleared');
    },
  );
  /** Asks the app to quit; gives whether it was held. */
  const quit = () => {
    let isHeld = false;
    app.emit('will-quit', {
      preventDefault: () => {
        isHeld = true;
      },
    });
    return isHeld;
  };
  return { done, quit, finish, window, isEnding };
}

describe('an app that quits', () => {
  it('is held until the end has come, and then quits', async () => {
    const { done, quit, finish, isEnding } = running();
    expect(isEnding()).toBe(false);
    expect(quit()).toBe(true);
    expect(isEnding()).toBe(true);
    await settled();
    expect(done).toEqual(['end']);
    finish();
    await settled();
    expect(done).toEqual(['end', 'quit']);
    expect(quit()).toBe(false);
  });

  it('does nothing at a second quit while it ends', async () => {
    const { done, quit, finish } = running();
    quit();
    expect(quit()).toBe(true);
    finish();
    await settled();
    expect(done).toEqual(['end', 'quit']);
  });

  it('clears the clipboard when Windows asks whether the session may end, and goes on', () => {
    const { done, window, isEnding } = running();
    window.emit('query-session-end', {});
    expect(done).toEqual(['clipboard cleared']);
    expect(isEnding()).toBe(false);
  });

  it('ends when Windows ends the session, and not a second time when it quits then', async () => {
    const { done, window, quit, finish } = running();
    window.emit('session-end', {});
    expect(done).toEqual(['end']);
    expect(quit()).toBe(true);
    finish();
    await settled();
    expect(done).toEqual(['end', 'quit']);
  });
});
