import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '../../../../main/desktop/files/log.ts';
import { readSettings } from '../../../../main/desktop/files/settings.ts';
import { answerRequests, type Door, tell } from '../../../../main/desktop/window/ipc.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { DeskState, Handlers } from '../../../../preload/contract.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';

type Listener = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>;

const electron = vi.hoisted(() => ({ listeners: new Map<string, unknown>() }));
// Electron is no library outside its own process: what it would call is kept here.
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: unknown) => electron.listeners.set(channel, listener) },
}));

const page = { name: 'the page' };
const emptyDesk: DeskState = {
  connections: [],
  list: { order: 'name' },
  keychain: 'ready',
  copyFormats: [],
  mayCreateVault: false,
  notices: [],
  settings: readSettings(undefined),
  locale: 'en-GB',
};
const handlers: Handlers = {
  answerQuit: async () => ok(null),
  about: async () => ok({ version: '', runtime: '', news: '', licences: [] }),
  changeSettings: async () => ok(null),
  desk: async () => ok(emptyDesk),
  presets: async () => ok([]),
  activity: async () => ok({ entries: [] }),
  activitySummary: async () => ok({ days: [], connections: [] }),
  verifyActivity: async () => ok({ is: 'whole', entries: 0 }),
  exportActivity: async () => ok(null),
  findPreset: async () => ok(null),
  saveReminder: async () => ok(null),
  checkSettings: async () => ok({ parts: [] }),
  joinInto: async () => ok({ id: '' }),
  openCustomApps: async () => ok(true),
  pasteCredentials: async () => ok({}),
  copyRedirectUri: async () => ok(null),
  connect: async (...args) => ok({ id: JSON.stringify(args) }),
  connectPractice: () => Promise.reject(new Error('token eyJhbGciOiJIUzI1NiJ9')),
  signInAgain: async () => fail({ code: 'sign-in-closed' }),
  settleAccount: async () => ok({ id: '' }),
  showSignIn: async () => ok(null),
  answerProxy: async () => ok(null),
  openInBrowser: async () => ok(null),
  copySignInAddress: async () => ok(null),
  pasteRedirect: async () => ok(null),
  cancelSignIn: async () => ok(null),
  copyToken: () => {
    throw new TypeError('token eyJhbGciOiJIUzI1NiJ9');
  },
  copyFact: async () => ok(null),
  clearClipboard: async () => ok(null),
  clearSelection: async () => ok(null),
  tellTyped: async () => ok(null),
  present: async () => ok(null),
  setLock: async () => ok(null),
  lockNow: async () => ok(null),
  unlock: async () => ok(null),
  unlockBySystem: async () => ok(null),
  protectScreen: async () => ok(null),
  offerActs: async () => ok(null),
  isClipboardAnswering: async () => ok(true),
  rightClick: async () => ok(null),
  revealToken: async () => ok({ token: 'access', expiresAt: 1 }),
  renew: async () => ok(null),
  endPause: async () => ok(null),
  tryKeychain: async () => ok(null),
  createVault: async () => ok(null),
  openVault: async () => ok(null),
  setVaultAside: async () => ok(null),
  edit: async () => ok({ id: '' }),
  arrangeList: async () => ok(null),
  moveConnection: async () => ok(null),
  remove: async () => ok(null),
  undoRemove: async () => ok({ id: '' }),
  forgetEverything: async () => ok(null),
};

/** The door of a window whose page is {@link page}; `ask` asks as that page unless another asks. */
function closedDoor(isDestroyed = false, clock = new FakeClock()) {
  const told: string[] = [];
  const logged: LogEvent[] = [];
  const sent: unknown[] = [];
  const send = (...words: readonly unknown[]) => sent.push(words);
  const webContents = Object.assign(new EventEmitter(), { mainFrame: page, send });
  // Of a window only these are used.
  const window = { isDestroyed: () => isDestroyed, webContents } as unknown as BrowserWindow;
  let open = (_door: Door): void => undefined;
  let fail = (_error: unknown): void => undefined;
  const opened = new Promise<Door>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  answerRequests(
    window,
    opened,
    (event) => logged.push(event),
    () => told.push('first'),
    clock,
  );
  const tellChanges = () => told.push('changes');
  const ask = (channel: string, args: readonly unknown[] = [], senderFrame: unknown = page) =>
    askWith(channel, [JSON.stringify(args)], senderFrame);
  const askWith = (channel: string, words: readonly unknown[], senderFrame: unknown = page) =>
    (electron.listeners.get(channel) as Listener)({ senderFrame }, ...words);
  return { ask, askWith, window, told, logged, sent, fail, open: () => open({ handlers, tellChanges }) };
}

/** The same, opened. */
async function door(isDestroyed = false, clock = new FakeClock()) {
  const opened = closedDoor(isDestroyed, clock);
  opened.open();
  await Promise.resolve();
  return opened;
}

beforeEach(() => {
  electron.listeners.clear();
});

describe('the door', () => {
  it('has a handler for every request, and no other channel', async () => {
    await door();
    expect([...electron.listeners.keys()].toSorted()).toEqual(Object.keys(handlers).toSorted());
  });

  it('lets the first request wait until everything that a page can ask is there', async () => {
    const { ask, open } = closedDoor();
    expect([...electron.listeners.keys()]).toEqual(['desk']);
    const order: string[] = [];
    const reply = ask('desk').then(() => order.push('answered'));
    await settled();
    order.push('opened');
    open();
    await reply;
    expect(order).toEqual(['opened', 'answered']);
    expect(electron.listeners.size).toBe(Object.keys(handlers).length);
  });

  it('answers that there is a bug when nothing can be made that answers', async () => {
    const { ask, fail: failToOpen } = closedDoor();
    const reply = ask('desk');
    failToOpen(new Error('no disk'));
    expect(await reply).toEqual(fail({ code: 'bug' }));
  });

  it('passes the arguments in and the reply out, the changes before it', async () => {
    const { ask, told, logged } = await door();
    expect(await ask('connect', [{ name: 'Acme' }, 7])).toEqual(ok({ id: '[{"name":"Acme"},7]' }));
    expect(told).toEqual(['changes']);
    expect(logged).toEqual([]);
  });

  it('logs the code of a failure, and nothing of what was sent', async () => {
    const { ask, logged } = await door();
    expect(await ask('signInAgain', ['a', { clientSecret: 'secret' }])).toEqual(fail({ code: 'sign-in-closed' }));
    expect(logged).toEqual([{ event: 'request-failed', request: 'signInAgain', code: 'sign-in-closed' }]);
  });

  it.each(['connectPractice', 'copyToken'])(
    'turns a bug into a failure that tells nothing of it: %s',
    async (channel) => {
      const { ask, logged } = await door();
      expect(await ask(channel)).toEqual(fail({ code: 'bug' }));
      expect(logged).toEqual([expect.objectContaining({ event: 'bug' })]);
      expect(JSON.stringify(logged)).not.toContain('eyJ');
    },
  );

  it.each([
    ['another page that looks the same', { ...page }],
    ['a frame within the page', { parent: page }],
    ['a page that is gone', null],
    ['nobody', undefined],
  ])('does not answer %s', async (_name, senderFrame) => {
    const { ask, told, logged } = await door();
    const asked = senderFrame === undefined ? ask('revealToken', ['a'], {}) : ask('revealToken', ['a'], senderFrame);
    expect(await asked).toEqual(fail({ code: 'bad-request' }));
    expect(logged).toEqual([{ event: 'sender-refused', request: 'revealToken' }]);
    expect(told).toEqual([]);
  });

  it('answers 32 at once, and none beyond them before those are answered', async () => {
    const { ask } = await door();
    const replies = await Promise.all(Array.from({ length: 1000 }, () => ask('desk')));
    expect(replies.slice(0, 32).every((reply) => JSON.stringify(reply).startsWith('{"ok":true'))).toBe(true);
    expect(new Set(replies.slice(32).map((reply) => JSON.stringify(reply)))).toEqual(
      new Set([JSON.stringify(fail({ code: 'bad-request' }))]),
    );
    expect(await ask('desk')).toMatchObject({ ok: true });
  });

  it.each([
    ['no message', []],
    ['two messages', ['[]', '[]']],
    ['an object', [{}]],
    ['a list', [['a']]],
    ['no JSON', ['{']],
    ['JSON that is no list', ['{"a":1}']],
    ['a long message', [JSON.stringify(Array.from({ length: 5 }, () => 'x'.repeat(65_000)))]],
    ['many values', [JSON.stringify(Array.from({ length: 51 }, () => 0))]],
    ['deep nesting', ['['.repeat(100_000) + ']'.repeat(100_000)]],
    ['a name that changes every object', ['[{"__proto__":{"isAdmin":true}}]']],
  ])('asks no handler with %s', async (_name, words) => {
    const { askWith, told } = await door();
    expect(await askWith('connect', words)).toEqual(fail({ code: 'bad-request' }));
    expect(told).toEqual([]);
  });

  it('answers a channel as often as its row says, and again once time has passed', async () => {
    const clock = new FakeClock();
    const { ask } = await door(false, clock);
    const answered = async (times: number) => {
      let count = 0;
      for (let index = 0; index < times; index += 1)
        if (JSON.stringify(await ask('checkSettings')) === '{"ok":true,"value":{"parts":[]}}') count += 1;
      return count;
    };
    expect(await answered(100)).toBe(20);
    expect(await ask('desk')).toMatchObject({ ok: true });
    clock.pass(3_000);
    expect(await answered(100)).toBe(1);
    clock.pass(3_600_000);
    expect(await answered(100)).toBe(20);
  });

  it.each([
    ['arrangeList', 30, 1],
    ['moveConnection', 60, 5],
  ])('answers what writes to the disk not much faster than a person asks: %s', async (channel, atOnce, eachSecond) => {
    const clock = new FakeClock();
    const { ask } = await door(false, clock);
    const answered = async () => {
      const replies: unknown[] = [];
      for (let index = 0; index < 100; index += 1) replies.push(await ask(channel, ['a', null]));
      return replies.filter((reply) => JSON.stringify(reply) === '{"ok":true,"value":null}').length;
    };
    expect(await answered()).toBe(atOnce);
    clock.pass(1_000);
    expect(await answered()).toBe(eachSecond);
  });

  it('does not answer, and tells nothing, when its window is gone', async () => {
    const { ask, window, sent } = await door(true);
    expect(await ask('revealToken', ['a'])).toEqual(fail({ code: 'bad-request' }));
    tell(window, 'desk', emptyDesk);
    expect(sent).toEqual([]);
  });

  it('tells the page whole states', async () => {
    const { window, sent } = await door();
    tell(window, 'show', { id: 'a' });
    expect(sent).toEqual([['show', { id: 'a' }]]);
  });
});
