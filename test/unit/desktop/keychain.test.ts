// Long, because what a keychain can do wrong is one list: each refusal, each silence, each item that is not ours.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { KeychainFailure } from '../../../main/connections/ports.ts';
import { keytarKeychain } from '../../../main/desktop/keychain.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { closedGate } from '../../fakes/gate.ts';

const SERVICE = 'Token Desk (test)';
const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };
const ITEM = '{"v":1,"refreshToken":"refresh","clientSecret":"secret"}';

/** keytar in memory, with the keyring of Linux behind it: a locked one finds nothing, deletes nothing, and refuses a write. */
function memoryKeytar() {
  const items = new Map<string, string>();
  const calls: string[] = [];
  const state = { isLocked: false, underWay: 0, mostAtOnce: 0, before: async () => undefined as unknown };
  const call = async <T>(name: string, act: () => T): Promise<T> => {
    calls.push(name);
    state.underWay += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.underWay);
    try {
      await state.before();
      return act();
    } finally {
      state.underWay -= 1;
    }
  };
  return {
    items,
    calls,
    state,
    getPassword: (service: string, account: string) =>
      call(`get ${account}`, () => (state.isLocked ? null : (items.get(`${service}/${account}`) ?? null))),
    setPassword: (service: string, account: string, password: string) =>
      call(`set ${account}`, () => {
        if (state.isLocked) throw new Error('Cannot create an item in a locked collection');
        items.set(`${service}/${account}`, password);
      }),
    deletePassword: (service: string, account: string) =>
      call(`delete ${account}`, () => !state.isLocked && items.delete(`${service}/${account}`)),
  };
}

function open(platform: NodeJS.Platform = 'linux') {
  const keytar = memoryKeytar();
  return { keytar, keychain: keytarKeychain(SERVICE, async () => keytar, platform) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a grant in the keychain', () => {
  it('is one item of one line of JSON, and comes back as it was', async () => {
    const { keytar, keychain } = open();
    expect(await keychain.write('a', grant)).toEqual(ok(undefined));
    expect([...keytar.items]).toEqual([[`${SERVICE}/a`, ITEM]]);
    const read = await keychain.read('a');
    expect(read.ok && read.value?.refreshToken.reveal()).toBe('refresh');
    expect(read.ok && read.value?.clientSecret.reveal()).toBe('secret');
  });

  it.each(['line\nbreak', 'nul\u0000', '"quoted"\\', 'emoji 🔑', 'lone \ud800 surrogate', 'a'.repeat(16_384)])(
    'survives what is in it: %j',
    async (text) => {
      const { keytar, keychain } = open();
      await keychain.write('a', { refreshToken: new Secret(text), clientSecret: new Secret(text) });
      expect(keytar.items.get(`${SERVICE}/a`)).toMatch(/^[^\n\0]+$/);
      const read = await keychain.read('a');
      expect(read.ok && read.value?.refreshToken.reveal()).toBe(text);
    },
  );

  it('that is not there is no failure', async () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(await open(platform).keychain.read('a')).toEqual(ok(undefined));
    }
  });

  it('is gone when it was removed', async () => {
    const { keytar, keychain } = open();
    await keychain.write('a', grant);
    expect(await keychain.remove('a')).toEqual(ok(undefined));
    expect(keytar.items.size).toBe(0);
  });

  it('counts as removed when there was none', async () => {
    expect(await open().keychain.remove('a')).toEqual(ok(undefined));
  });

  it('was not stored when it does not read back the same', async () => {
    const { keytar, keychain } = open();
    keytar.setPassword = async (service, account, password) => {
      keytar.items.set(`${service}/${account}`, password.slice(0, 20));
    };
    expect(await keychain.write('a', grant)).toEqual(fail({ code: 'keychain-refused' }));
    keytar.setPassword = async () => undefined;
    keytar.items.clear();
    expect(await keychain.write('a', grant)).toEqual(fail({ code: 'keychain-refused' }));
  });
});

describe('an item that is not ours to read', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', 'refresh'],
    ['half of it', ITEM.slice(0, 30)],
    ['null', 'null'],
    ['a list', `[${ITEM}]`],
    ['a text', '"refresh"'],
    ['another version', ITEM.replace('1', '2')],
    ['no version', ITEM.replace('"v":1,', '')],
    ['no refresh token', '{"v":1,"clientSecret":"secret"}'],
    ['an empty refresh token', '{"v":1,"refreshToken":"","clientSecret":"secret"}'],
    ['a number for a secret', '{"v":1,"refreshToken":"refresh","clientSecret":7}'],
    ['only a prototype', '{"__proto__":{"v":1,"refreshToken":"refresh","clientSecret":"secret"}}'],
    ['five megabytes', 'a'.repeat(5_000_000)],
  ])('is told, left as it is, and not quoted: %s', async (_name, text) => {
    const { keytar, keychain } = open();
    keytar.items.set(`${SERVICE}/a`, text);
    expect(await keychain.read('a')).toEqual(fail({ code: 'secret-unreadable' }));
    expect(keytar.items.get(`${SERVICE}/a`)).toBe(text);
  });
});

describe('a locked keyring on Linux, which shows itself as an empty one,', () => {
  it('is told apart from one that has nothing, and loses nothing', async () => {
    const { keytar, keychain } = open();
    await keychain.write('a', grant);
    keytar.state.isLocked = true;
    expect(await keychain.read('a')).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.write('a', grant)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.remove('a')).toEqual(fail({ code: 'keychain-locked' }));
    keytar.state.isLocked = false;
    expect([...keytar.items.values()]).toEqual([ITEM]);
    expect((await keychain.read('a')).ok).toBe(true);
  });

  it('is asked by a probe that is taken away again', async () => {
    const { keytar, keychain } = open();
    await keychain.read('a');
    expect(keytar.calls).toEqual(['get a', 'set probe', 'delete probe']);
    expect(keytar.items.size).toBe(0);
  });

  it('is not probed where the system itself tells', async () => {
    const { keytar, keychain } = open('darwin');
    await keychain.read('a');
    expect(keytar.calls).toEqual(['get a']);
  });
});

describe('what keytar says of its failure', () => {
  it.each<readonly [message: string, failure: KeychainFailure]>([
    ['Cannot create an item in a locked collection', { code: 'keychain-locked' }],
    ['Prompt was dismissed', { code: 'keychain-locked' }],
    ['User canceled the operation.', { code: 'keychain-locked' }],
    ['The operation was cancelled', { code: 'keychain-locked' }],
    ['Timeout was reached', { code: 'keychain-silent' }],
    ['GDBus.Error:org.freedesktop.DBus.Error.NoReply: Did not receive a reply', { code: 'keychain-silent' }],
    ...[
      'Cannot autolaunch D-Bus without X11 $DISPLAY',
      'Could not connect: No such file or directory',
      'The name org.freedesktop.secrets was not provided by any .service files',
    ].map((reason) => [reason, { code: 'keychain-unavailable', reason }] as const),
  ])('%s', async (message, failure) => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error(message));
    expect(await keychain.read('a')).toEqual(fail(failure));
    expect(await keychain.write('a', grant)).toEqual(fail(failure));
    expect(await keychain.remove('a')).toEqual(fail(failure));
  });

  it('is cut to what can be shown', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error('x'.repeat(5_000)));
    expect(await keychain.read('a')).toEqual(fail({ code: 'keychain-unavailable', reason: 'x'.repeat(200) }));
    keytar.state.before = () => Promise.reject('no error');
    expect(await keychain.read('a')).toEqual(fail({ code: 'keychain-unavailable', reason: '' }));
  });

  it('includes that it cannot be loaded; the next use tries again', async () => {
    const keytar = memoryKeytar();
    let tries = 0;
    const keychain = keytarKeychain(SERVICE, async () => {
      tries += 1;
      if (tries === 1) throw new Error('keytar.node: wrong ELF class');
      return keytar;
    });
    expect(await keychain.read('a')).toMatchObject({ failure: { code: 'keychain-unavailable' } });
    expect((await keychain.write('a', grant)).ok).toBe(true);
  });
});

describe('the calls to the keychain', () => {
  it('are made one at a time, in order', async () => {
    const { keytar, keychain } = open('darwin');
    keytar.state.before = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all([keychain.write('a', grant), keychain.read('b'), keychain.remove('a'), keychain.read('a')]);
    expect(keytar.calls).toEqual(['set a', 'get a', 'get b', 'delete a', 'get a']);
    expect(keytar.state.mostAtOnce).toBe(1);
  });

  it('that fail do not stop those behind them', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error('broken'));
    const first = keychain.read('a');
    await first;
    keytar.state.before = async () => undefined;
    expect(await keychain.write('a', grant)).toEqual(ok(undefined));
  });

  it('are given up after five seconds; those behind them are never made, and it recovers', async () => {
    vi.useFakeTimers();
    const { keytar, keychain } = open('darwin');
    const gate = closedGate();
    keytar.state.before = () => gate.pass();
    const outcomes: string[] = [];
    const note = (name: string) => (outcome: { readonly ok: boolean }) =>
      void outcomes.push(`${name} ${JSON.stringify(outcome)}`);
    void keychain.read('a').then(note('a'));
    void keychain.write('b', grant).then(note('b'));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const silent = JSON.stringify(fail({ code: 'keychain-silent' }));
    expect(outcomes).toEqual([`a ${silent}`, `b ${silent}`]);
    expect(keytar.calls).toEqual(['get a']);
    keytar.state.before = async () => undefined;
    gate.open();
    await vi.advanceTimersByTimeAsync(0);
    expect(await keychain.write('c', grant)).toEqual(ok(undefined));
    expect(keytar.calls).toEqual(['get a', 'set c', 'get c']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are over when it is idle', async () => {
    const { keytar, keychain } = open('darwin');
    const gate = closedGate();
    keytar.state.before = () => gate.pass();
    void keychain.read('a');
    let isIdle = false;
    const idle = keychain.idle().then(() => {
      isIdle = true;
    });
    await gate.reached;
    expect(isIdle).toBe(false);
    gate.open();
    await idle;
    expect(keytar.state.underWay).toBe(0);
  });
});
