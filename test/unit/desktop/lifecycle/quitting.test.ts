import { EventEmitter } from 'node:events';
import type { App } from 'electron';
import { describe, expect, it } from 'vitest';
import { askBeforeQuit } from '../../../../main/desktop/lifecycle/quitting.ts';
import { fail, ok, type Result } from '../../../../main/result.ts';
import type { KeychainFailure } from '../../../../preload/failure.ts';

/** An app that quits unless somebody prevents it, with two sign-ins that are only in memory. */
function running() {
  const events = new EventEmitter();
  const seen: string[] = [];
  const app = {
    on: (name: string, listener: (event: unknown) => void) => events.on(name, listener),
    quit: () => {
      const event = {
        defaultPrevented: false,
        preventDefault: () => {
          event.defaultPrevented = true;
        },
      };
      events.emit('before-quit', event);
      seen.push(event.defaultPrevented ? 'held back' : 'quit');
    },
  };
  const state = {
    unstored: ['Acme', 'Beta'] as readonly string[],
    /** What storing takes out of memory. */
    stores: ['Acme', 'Beta'] as readonly string[],
    unlocked: ok(undefined) as Result<undefined, KeychainFailure>,
    mayAsk: true,
    /** What the app's changes call. */
    changed: (): void => undefined,
  };
  const question = askBeforeQuit(app as unknown as App, {
    unstored: {
      get names() {
        return state.unstored;
      },
      store: async () => {
        seen.push('store');
        state.unstored = state.unstored.filter((name) => !state.stores.includes(name));
      },
    },
    unlock: async () => {
      seen.push('unlock');
      return state.unlocked;
    },
    mayAsk: () => state.mayAsk,
    show: () => seen.push('show'),
    onChange: () => seen.push('change'),
    follow: (act) => {
      state.changed = act;
    },
  });
  return { app, seen, state, question };
}

describe('quitting', () => {
  it('is held back while a sign-in is only in memory, and the window asks, each time', () => {
    const { app, seen, question } = running();
    expect(question.lost).toBeUndefined();
    for (let times = 0; times < 2; times += 1) app.quit();
    expect(seen).toEqual(['change', 'show', 'held back', 'change', 'show', 'held back']);
    expect(question.lost).toEqual({ signIns: ['Acme', 'Beta'], isTyped: false });
  });

  it('asks nobody when all is stored, or when the app must end', () => {
    const { app, seen, state } = running();
    state.mayAsk = false;
    app.quit();
    Object.assign(state, { mayAsk: true, unstored: [] });
    app.quit();
    expect(seen).toEqual(['quit', 'quit']);
  });

  it('goes on when the person quits all the same', async () => {
    const { app, seen, question } = running();
    app.quit();
    seen.length = 0;
    expect(await question.handlers.answerQuit('quit')).toEqual(ok(null));
    expect(seen).toEqual(['change', 'quit']);
    expect(question.lost).toBeUndefined();
  });

  it('is given up when the person stays', async () => {
    const { app, seen, question } = running();
    app.quit();
    await question.handlers.answerQuit('stay');
    expect(seen).not.toContain('quit');
    expect(question.lost).toBeUndefined();
    app.quit();
    expect(question.lost).toEqual({ signIns: ['Acme', 'Beta'], isTyped: false });
  });

  it('goes on once all is stored', async () => {
    const { app, seen, question } = running();
    app.quit();
    seen.length = 0;
    expect(await question.handlers.answerQuit('store')).toEqual(ok(null));
    expect(seen).toEqual(['unlock', 'store', 'change', 'quit']);
  });

  it.each<readonly [what: string, unlocked: Result<undefined, KeychainFailure>, code: KeychainFailure['code']]>([
    ['stays locked', fail({ code: 'keychain-denied' }), 'keychain-denied'],
    ['does not take one of them', ok(undefined), 'keychain-refused'],
  ])('asks on when the keychain %s, and names what is left', async (_what, unlocked, code) => {
    const { app, seen, state, question } = running();
    app.quit();
    Object.assign(state, { unlocked, stores: ['Acme'] });
    expect(await question.handlers.answerQuit('store')).toEqual(fail({ code }));
    expect(seen).not.toContain('quit');
    expect(question.lost).toEqual({ signIns: ['Beta'], isTyped: false });
  });

  it('does not go on when the person decided to stay while the keychain was asked', async () => {
    const { app, seen, question } = running();
    app.quit();
    const stored = question.handlers.answerQuit('store');
    await question.handlers.answerQuit('stay');
    await stored;
    expect(seen).not.toContain('quit');
  });

  it('goes on when what was in memory has been stored meanwhile, and not before', () => {
    const { app, seen, state, question } = running();
    app.quit();
    seen.length = 0;
    state.unstored = ['Beta'];
    state.changed();
    expect(seen).toEqual([]);
    state.unstored = [];
    expect(question.lost).toBeUndefined();
    state.changed();
    expect(seen).toEqual(['change', 'quit']);
  });

  it('does not go on by itself once the person has decided to stay', async () => {
    const { app, seen, state, question } = running();
    app.quit();
    await question.handlers.answerQuit('stay');
    state.unstored = [];
    state.changed();
    expect(seen).not.toContain('quit');
  });

  it.each([undefined, null, 7, {}, ['quit'], 'Quit', 'x'.repeat(1_001)])(
    'takes nothing else for an answer: %j',
    async (foreign) => {
      const { app, seen, question } = running();
      app.quit();
      expect(await Reflect.apply(question.handlers.answerQuit, undefined, [foreign])).toEqual(
        fail({ code: 'bad-request' }),
      );
      expect(seen).not.toContain('quit');
      expect(question.lost).toBeDefined();
    },
  );
});

describe('quitting while something is typed', () => {
  it('is held back as well, and goes on once it is sent', async () => {
    const { app, seen, state, question } = running();
    state.unstored = [];
    await question.handlers.tellTyped(true);
    app.quit();
    expect(seen).toEqual(['change', 'show', 'held back']);
    expect(question.lost).toEqual({ signIns: [], isTyped: true });
    await question.handlers.tellTyped(false);
    expect(question.lost).toBeUndefined();
    expect(seen.at(-1)).toBe('quit');
  });

  it('is asked about no more when the person stayed and types on', async () => {
    const { app, seen, state, question } = running();
    state.unstored = [];
    await question.handlers.tellTyped(true);
    app.quit();
    await question.handlers.answerQuit('stay');
    await question.handlers.tellTyped(false);
    await question.handlers.tellTyped(true);
    expect(question.lost).toBeUndefined();
    expect(seen).not.toContain('quit');
  });

  it('goes on when the person quits all the same, and is given up when they stay', async () => {
    const { app, seen, state, question } = running();
    state.unstored = [];
    await question.handlers.tellTyped(true);
    app.quit();
    await question.handlers.answerQuit('stay');
    expect(seen).not.toContain('quit');
    app.quit();
    await question.handlers.answerQuit('quit');
    expect(seen.at(-1)).toBe('quit');
  });

  it('asks on about it once the sign-ins are stored', async () => {
    const { app, seen, question } = running();
    await question.handlers.tellTyped(true);
    app.quit();
    expect(question.lost).toEqual({ signIns: ['Acme', 'Beta'], isTyped: true });
    expect(await question.handlers.answerQuit('store')).toEqual(ok(null));
    expect(question.lost).toEqual({ signIns: [], isTyped: true });
    expect(seen).not.toContain('quit');
    await question.handlers.answerQuit('quit');
    expect(seen.at(-1)).toBe('quit');
  });

  it.each([undefined, null, 1, 'true', {}])('is told by nothing but true: %j', async (foreign) => {
    const { app, seen, state, question } = running();
    state.unstored = [];
    await Reflect.apply(question.handlers.tellTyped, undefined, [foreign]);
    app.quit();
    expect(seen).toEqual(['quit']);
  });
});
