import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BarBridge } from '../../../preload/barContract.ts';
import type { Bridge } from '../../../preload/contract.ts';

const electron = vi.hoisted(() => ({
  exposed: {} as Record<string, unknown>,
  invoked: [] as unknown[],
  listeners: new Map<string, Set<(...args: readonly unknown[]) => void>>(),
  /** What each `invoke` waits for. */
  held: Promise.resolve(),
}));
// Electron is only available in its own process: this mock records what the preload does with it.
vi.mock('electron', () => ({
  contextBridge: {
    exposeInMainWorld: (name: string, value: unknown) => {
      electron.exposed[name] = value;
    },
  },
  ipcRenderer: {
    invoke: async (...words: readonly unknown[]) => {
      electron.invoked.push(words);
      await electron.held;
      return { ok: true, value: null };
    },
    on(channel: string, listener: (...args: readonly unknown[]) => void) {
      electron.listeners.set(channel, (electron.listeners.get(channel) ?? new Set()).add(listener));
      return this;
    },
    listenerCount: (channel: string) => electron.listeners.get(channel)?.size ?? 0,
    removeListener(channel: string, listener: (...args: readonly unknown[]) => void) {
      electron.listeners.get(channel)?.delete(listener);
      return this;
    },
  },
}));

let bridge: Bridge;
let bar: BarBridge;

beforeAll(async () => {
  await import('../../../preload/preload.ts');
  await import('../../../preload/bar.ts');
  // What the page received has no type any more.
  bridge = electron.exposed.bridge as Bridge;
  bar = electron.exposed.bar as BarBridge;
});

beforeEach(() => {
  electron.invoked.length = 0;
  electron.listeners.clear();
});

function say(channel: string, ...args: readonly unknown[]): void {
  for (const listener of electron.listeners.get(channel) ?? []) listener({ sender: 'ipcRenderer' }, ...args);
}

function nestedInItself(): unknown {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

const CHANNELS = [
  ...[
    'desk',
    'forgetEverything',
    'presets',
    'about',
    'changeSettings',
    'findPreset',
    'checkSettings',
    'openCustomApps',
    'pasteCredentials',
    'copyRedirectUri',
    'connect',
    'connectPractice',
    'signInAgain',
    'settleAccount',
    'showSignIn',
    'answerQuit',
    'present',
    'setLock',
    'lockNow',
    'unlock',
    'unlockBySystem',
    'cancelSignIn',
    'openInBrowser',
    'copySignInAddress',
    'pasteRedirect',
    'answerProxy',
  ],
  ...['copyToken', 'copyFact', 'clearClipboard', 'revealToken', 'renew', 'edit', 'remove', 'undoRemove', 'joinInto'],
  ...['activity', 'activitySummary', 'verifyActivity', 'exportActivity', 'saveReminder'],
  ...['arrangeList', 'moveConnection'],
  ...[
    'clearSelection',
    'tellTyped',
    'protectScreen',
    'isClipboardAnswering',
    'offerActs',
    'endPause',
    'rightClick',
    'tryKeychain',
    'createVault',
    'openVault',
    'setVaultAside',
  ],
];

describe('the bridge of the window', () => {
  it('is all that the page is given, and every member of it a plain function', () => {
    expect(Object.keys(electron.exposed).toSorted()).toEqual(['bar', 'bridge']);
    expect(Object.keys(bridge).toSorted()).toEqual([...CHANNELS, 'on'].toSorted());
    expect(Object.values(bridge).every((member) => typeof member === 'function')).toBe(true);
  });

  it.each(CHANNELS)('asks by the name of the request, with what it was given: %s', async (channel) => {
    const { [channel]: ask } = bridge as unknown as Readonly<
      Record<string, (...args: readonly unknown[]) => Promise<unknown>>
    >;
    expect(await ask?.('a', { b: 1 })).toEqual({ ok: true, value: null });
    expect(electron.invoked).toEqual([[channel, '["a",{"b":1}]']]);
  });

  it('sends nothing that is too large', async () => {
    electron.invoked.length = 0;
    const tooLarge = { ok: false, failure: { code: 'bad-request' } };
    expect(await bridge.renew('x'.repeat(70_001))).toEqual(tooLarge);
    expect(await bridge.signInAgain('a', { clientSecret: 'x'.repeat(70_001) })).toEqual(tooLarge);
    expect(electron.invoked).toEqual([]);
    expect(await bridge.renew('x'.repeat(70_000))).toEqual({ ok: true, value: null });
  });

  it.each([
    ['many values', Array.from({ length: 100 }, () => 'x')],
    ['a list with holes', new Array(100_000_000)],
    ['many fields', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}`, '']))],
    ['bytes', new Uint8Array(1_000_000)],
    ['nesting without end', Array.from({ length: 200_000 }).reduce<unknown>((inner) => ({ inner }), 'x')],
    ['a list within itself', nestedInItself()],
    ['a map', new Map([['a', 'x']])],
    ['a buffer', new ArrayBuffer(1_000_000)],
    ['an error', new Error('x')],
    ['a long name', { ['x'.repeat(1_000_000)]: '' }],
    ['a function that writes another', { toJSON: () => 'x' }],
    ['a large number', { big: 10n ** 100n }],
    ['a name that changes every object', JSON.parse('{"__proto__":{"isAdmin":true}}')],
    ['what is long once it is written', ['\0'.repeat(60_000)]],
  ])('sends nothing of an odd shape: %s', async (_name, value) => {
    const ask = bridge.renew as unknown as (value: unknown) => Promise<unknown>;
    expect(await ask(value)).toEqual({ ok: false, failure: { code: 'bad-request' } });
    expect(electron.invoked).toEqual([]);
  });

  it('lets 32 requests be under way at once, whatever they are, and more only when those are answered', async () => {
    let release: () => void = () => undefined;
    electron.held = new Promise((resolve) => {
      release = resolve;
    });
    const asked = Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? bridge.desk() : bridge.renew('a')));
    expect(electron.invoked).toHaveLength(32);
    expect(await asked.at(-1)).toEqual({ ok: false, failure: { code: 'bad-request' } });
    release();
    expect((await Promise.all(asked)).filter(({ ok }) => ok)).toHaveLength(32);
    expect(await bridge.desk()).toEqual({ ok: true, value: null });
  });

  it('lets 16 listen to a notice', () => {
    const heard: number[] = [];
    const stops = Array.from({ length: 10_000 }, (_, index) => bridge.on('show', () => heard.push(index)));
    say('show', { id: 'a' });
    expect(heard).toHaveLength(16);
    for (const stop of stops) stop();
    expect(electron.listeners.get('show')?.size).toBe(0);
  });

  it('passes the state of a notice on, without the event that holds the sender', () => {
    const heard: unknown[] = [];
    bridge.on('show', (...args: readonly unknown[]) => heard.push(args));
    say('show', { id: 'a' }, 'more');
    expect(heard).toEqual([[{ id: 'a' }]]);
  });

  it('stops when told, gives nothing back by it, and leaves the others', () => {
    const heard: string[] = [];
    const stop = bridge.on('show', () => heard.push('one'));
    bridge.on('show', () => heard.push('two'));
    expect(stop()).toBeUndefined();
    stop();
    say('show', { id: 'a' });
    expect(heard).toEqual(['two']);
  });

  it('listens to no channel that is no plain word', () => {
    let asked = 0;
    const faces = { toString: () => (asked++ === 0 ? 'desk' : 'token') };
    (bridge.on as unknown as (channel: unknown, listener: () => void) => void)(faces, () => undefined);
    expect(electron.listeners.size).toBe(0);
  });

  it.each(['renew', 'token', '__proto__', 'constructor', 'toString', ''])(
    'listens to no channel but the notices: %s',
    (channel) => {
      const on = bridge.on as unknown as (channel: string, listener: () => void) => () => void;
      const stop = on(channel, () => undefined);
      expect(electron.listeners.size).toBe(0);
      expect(stop()).toBeUndefined();
    },
  );
});

describe('the bridge of the bar above the sign-in page', () => {
  it('can go back, reload, answer questions, and see where the page is', async () => {
    expect(Object.keys(bar).toSorted()).toEqual([
      'answer',
      'back',
      'onState',
      'openInBrowser',
      'reload',
      'retry',
      'signIn',
      'state',
    ]);
    await bar.back();
    await bar.reload();
    await bar.state();
    await bar.openInBrowser();
    await bar.answer(7, true);
    await bar.retry();
    await bar.signIn(8, 'jane', 'secret');
    const invoked = [
      ['back', '[]'],
      ['reload', '[]'],
      ['state', '[]'],
      ['openInBrowser', '[]'],
      ['answer', '[7,true]'],
      ['retry', '[]'],
      ['signIn', '[8,"jane","secret"]'],
    ];
    expect(electron.invoked).toEqual(invoked);
  });

  it('passes every state on until it is stopped', () => {
    const heard: unknown[] = [];
    const stop = bar.onState((...args: readonly unknown[]) => heard.push(args));
    say('state', { host: 'a' });
    expect(stop()).toBeUndefined();
    say('state', { host: 'b' });
    expect(heard).toEqual([[{ host: 'a' }]]);
  });
});
