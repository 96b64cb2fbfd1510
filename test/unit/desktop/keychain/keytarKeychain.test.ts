// Long, because what a keychain can do wrong is one list: each refusal, each silence, each item that is not ours.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { serializeGrant } from '../../../../main/desktop/keychain/grantItem.ts';
import { keytarKeychain } from '../../../../main/desktop/keychain/keytarKeychain.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { KeychainFailure } from '../../../../preload/failure.ts';
import { closedGate } from '../../../fakes/gate.ts';
import { memoryKeytar, place } from '../../../fakes/keytar.ts';

const SERVICE = 'Token Desk (test)';
const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };
const [A, B, C] = [place('a'), place('b'), place('c')];
const ITEM = serializeGrant(grant, A);

/** With the Secret Service, as on Linux, or without it, as elsewhere. */
function open(platform: 'linux' | 'other' = 'linux') {
  const keytar = memoryKeytar();
  return {
    keytar,
    keychain: keytarKeychain(
      SERVICE,
      keytar,
      platform === 'linux' ? keytar.secrets : undefined,
      () => undefined,
      5_000,
    ),
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a grant in the keychain', () => {
  it('is one item of one line of JSON, and comes back as it was', async () => {
    const { keytar, keychain } = open();
    expect(await keychain.write(A, grant)).toEqual(ok(undefined));
    expect([...keytar.items]).toEqual([[`${SERVICE}/a fyle.test fyle.test fyle.test`, ITEM]]);
    const read = await keychain.read(A);
    expect(read.ok && read.value?.refreshToken.reveal()).toBe('refresh');
    expect(read.ok && read.value?.clientSecret.reveal()).toBe('secret');
  });

  it.each(['line\nbreak', 'nul\u0000', '"quoted"\\', 'emoji 🔑', 'lone \ud800 surrogate'])(
    'survives what is in it: %#',
    async (text) => {
      const { keytar, keychain } = open();
      await keychain.write(A, { refreshToken: new Secret(text), clientSecret: new Secret(text) });
      expect(keytar.items.get(`${SERVICE}/a fyle.test fyle.test fyle.test`)).toMatch(/^[ -~]+$/);
      const read = await keychain.read(A);
      expect(read.ok && read.value?.refreshToken.reveal()).toBe(text);
    },
  );

  it('that is too large for one item is kept in several, and is gone from all of them when it was removed', async () => {
    const { keytar, keychain } = open();
    const text = '"'.repeat(65_536);
    expect(await keychain.write(A, { refreshToken: new Secret(text), clientSecret: new Secret(text) })).toEqual(
      ok(undefined),
    );
    for (const item of keytar.items.values()) expect(Buffer.byteLength(item)).toBeLessThanOrEqual(2_400);
    const read = await keychain.read(A);
    expect(read.ok && read.value?.refreshToken.reveal() === text).toBe(true);
    await keychain.write(A, grant);
    await keychain.idle();
    expect([...keytar.items.values()]).toEqual([ITEM]);
    await keychain.write(A, { refreshToken: new Secret(text), clientSecret: new Secret(text) });
    expect(await keychain.remove(A)).toEqual(ok(undefined));
    expect(keytar.items.size).toBe(0);
  });

  it('whose parts do not belong together is no grant; with a locked keyring nobody can tell', async () => {
    const { keytar, keychain } = open();
    await keychain.write(A, { refreshToken: new Secret('r'.repeat(9_000)), clientSecret: new Secret('secret') });
    keytar.items.delete(`${SERVICE}/a fyle.test fyle.test fyle.test 1 2`);
    expect(await keychain.read(A)).toEqual(fail({ code: 'secret-unreadable' }));
    keytar.state.before = async () => {
      keytar.state.isLocked ||= keytar.calls.at(-1)?.endsWith(' 1 1') === true;
    };
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
  });

  it('that is not there is no failure', async () => {
    for (const platform of ['linux', 'other'] as const) {
      expect(await open(platform).keychain.read(A)).toEqual(ok(undefined));
    }
  });

  it('is gone when it was removed', async () => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    expect(await keychain.remove(A)).toEqual(ok(undefined));
    expect(keytar.items.size).toBe(0);
  });

  it('replaces the one that another keyring holds and is found first', async () => {
    const { keytar, keychain } = open();
    keytar.older.set(`${SERVICE}/a fyle.test fyle.test fyle.test`, ITEM);
    const next = { refreshToken: new Secret('next'), clientSecret: new Secret('secret') };
    expect(await keychain.write(A, next)).toEqual(ok(undefined));
    const read = await keychain.read(A);
    expect(read.ok && read.value?.refreshToken.reveal()).toBe('next');
    // Only when needed: no write takes longer.
    keytar.calls.length = 0;
    await keychain.write(A, grant);
    expect(keytar.calls.filter((call) => call.startsWith('drop'))).toEqual([]);
  });

  it('was not removed when it can still be read', async () => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    keytar.deletePassword = keytar.getPassword;
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-refused' }));
  });

  it('counts as removed when there was none', async () => {
    expect(await open().keychain.remove(A)).toEqual(ok(undefined));
  });

  it('was not stored when it does not read back the same', async () => {
    const { keytar, keychain } = open();
    keytar.setPassword = async (service, account, password) => {
      keytar.items.set(`${service}/${account}`, password.slice(0, 20));
      return keytar.getPassword(service, account);
    };
    expect(await keychain.write(A, grant)).toEqual(fail({ code: 'keychain-refused' }));
    keytar.setPassword = keytar.getPassword;
    keytar.items.clear();
    expect(await keychain.write(A, grant)).toEqual(fail({ code: 'keychain-refused' }));
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
    keytar.items.set(`${SERVICE}/a fyle.test fyle.test fyle.test`, text);
    expect(await keychain.read(A)).toEqual(fail({ code: 'secret-unreadable' }));
    expect(keytar.items.get(`${SERVICE}/a fyle.test fyle.test fyle.test`)).toBe(text);
  });
});

describe('a locked keyring on Linux, which shows itself as an empty one,', () => {
  it('is told apart from one that has nothing, and loses nothing', async () => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    keytar.state.isLocked = true;
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.write(A, grant)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-locked' }));
    keytar.state.isLocked = false;
    expect([...keytar.items.values()]).toEqual([ITEM]);
    expect((await keychain.read(A)).ok).toBe(true);
  });

  it('is not even asked: it would ask the person each time', async () => {
    const { keytar, keychain } = open();
    keytar.state.isLocked = true;
    await keychain.checkStatus();
    await keychain.read(A);
    await keychain.write(A, grant);
    await keychain.remove(A);
    expect(keytar.calls).toEqual([]);
  });

  it('that is locked in the midst of a call has not lost what it did not give', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = async () => {
      keytar.state.isLocked = true;
    };
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
    keytar.state.isLocked = false;
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-locked' }));
  });

  it('may be another one than new secrets go in: what it holds is neither missing nor removed', async () => {
    const { keytar, keychain } = open();
    keytar.elsewhere.add(`${SERVICE}/a fyle.test fyle.test fyle.test`);
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.read(B)).toEqual(ok(undefined));
    // The item in the open keyring is read; removing it does not report the other one as removed.
    await keychain.write(A, grant);
    expect((await keychain.read(A)).ok).toBe(true);
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-locked' }));
    expect(keytar.items.size).toBe(0);
  });

  it('that cannot be looked at is asked by a probe, which is taken away again', async () => {
    const { keytar, keychain } = open();
    keytar.state.canLook = false;
    expect(await keychain.read(A)).toEqual(ok(undefined));
    expect(keytar.calls).toEqual(expect.arrayContaining(['set probe', 'delete probe']));
    expect(keytar.items.size).toBe(0);
    keytar.state.isLocked = true;
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
    expect(await keychain.remove(A)).toEqual(fail({ code: 'keychain-locked' }));
  });

  it('is not probed where the system itself tells', async () => {
    const { keytar, keychain } = open('other');
    await keychain.read(A);
    expect(keytar.calls).toEqual(['get a fyle.test fyle.test fyle.test']);
    expect(await keychain.checkStatus()).toEqual(ok(undefined));
  });

  it('asks the person for its password when they wish it, once', async () => {
    const { keytar, keychain } = open();
    keytar.state.isLocked = true;
    keytar.state.isDismissed = true;
    expect(await keychain.unlock()).toEqual(fail({ code: 'keychain-denied' }));
    expect(keytar.calls).toEqual(['unlock']);
    keytar.state.isDismissed = false;
    expect(await keychain.unlock()).toEqual(ok(undefined));
    expect(keytar.calls).toEqual(['unlock', 'unlock', 'get nobody']);
  });
});

describe('what keytar says of its failure', () => {
  it.each<readonly [message: string, failure: KeychainFailure]>([
    ['Cannot create an item in a locked collection', { code: 'keychain-locked' }],
    ['Prompt was dismissed', { code: 'keychain-denied' }],
    ['User canceled the operation.', { code: 'keychain-denied' }],
    ['The operation was cancelled', { code: 'keychain-denied' }],
    [
      'An AppArmor policy prevents this sender from sending this message',
      { code: 'keychain-unusable', reason: 'blocked' },
    ],
    [
      'Object does not exist at path “/org/freedesktop/secrets/collection/login”',
      { code: 'keychain-unusable', reason: 'keyring-missing' },
    ],
    ['Timeout was reached', { code: 'keychain-silent' }],
    ['The call was blocked by a policy', { code: 'keychain-refused' }],
    ['x'.repeat(5_000), { code: 'keychain-refused' }],
    ['Der Vorgang ist nicht erlaubt', { code: 'keychain-refused' }],
    ['GDBus.Error:org.freedesktop.DBus.Error.NoReply: Did not receive a reply', { code: 'keychain-silent' }],
    ...[
      ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no session bus'],
      ['Could not connect: No such file or directory', 'no session bus'],
      ['The name org.freedesktop.secrets was not provided by any .service files', 'no Secret Service'],
      ["Cannot find module '/home/anna/keytar.node'", 'keytar does not load'],
      ['Failed to load keytar: loading keytar.node was blocked, or cancelled, by a policy', 'keytar does not load'],
      ['ERR_DLOPEN_FAILED: /home/locked out/keytar.node: timeout', 'keytar does not load'],
    ].map(([message = '', reason = '']) => [message, { code: 'keychain-unavailable', reason }] as const),
  ])('%.60s', async (message, failure) => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error(message));
    expect(await keychain.read(A)).toEqual(fail(failure));
    expect(await keychain.write(A, grant)).toEqual(fail(failure));
    expect(await keychain.remove(A)).toEqual(fail(failure));
  });

  it('that is no error is told too', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject('no error');
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-refused' }));
  });

  it('of a keychain that has just gone is not believed: the Secret Service itself says more', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = async () => {
      keytar.state.isLocked = true;
      throw new Error('The name org.freedesktop.secrets was not provided by any .service files');
    };
    expect(await keychain.write(A, grant)).toEqual(fail({ code: 'keychain-locked' }));
  });

  it('between writing and reading back makes the write a failure; what is kept is the old or the new', async () => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    await keychain.idle();
    const calls = keytar.calls.length;
    keytar.state.before = async () => {
      if (keytar.calls.length > calls + 2) throw new Error('GDBus.Error:org.freedesktop.DBus.Error.NoReply: gone');
    };
    const next = { refreshToken: new Secret('next'), clientSecret: new Secret('secret') };
    expect(await keychain.write(A, next)).toEqual(fail({ code: 'keychain-silent' }));
    keytar.state.before = async () => undefined;
    const read = await keychain.read(A);
    expect(read.ok && read.value?.refreshToken.reveal()).toBe('next');
  });

  it('includes that it does not load; the next use tries again', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error('Failed to load keytar native addon, checked ["a"]'));
    const failure = { code: 'keychain-unavailable', reason: 'keytar does not load' };
    expect(await keychain.read(A)).toEqual(fail(failure));
    keytar.state.before = async () => undefined;
    expect((await keychain.write(A, grant)).ok).toBe(true);
  });
});

describe('the calls to the keychain', () => {
  it('are made one at a time, in order', async () => {
    const { keytar, keychain } = open('other');
    keytar.state.before = () => new Promise((resolve) => setImmediate(resolve));
    await Promise.all([keychain.write(A, grant), keychain.read(B), keychain.remove(A), keychain.read(A)]);
    const ownItems = keytar.calls.filter((call) => !/ [12] 1$/.test(call));
    expect(ownItems.slice(0, 8)).toEqual([
      'get a fyle.test fyle.test fyle.test',
      'set a fyle.test fyle.test fyle.test',
      'get a fyle.test fyle.test fyle.test',
      'get b fyle.test fyle.test fyle.test',
      'get a fyle.test fyle.test fyle.test',
      'delete a fyle.test fyle.test fyle.test',
      'get a fyle.test fyle.test fyle.test',
      'get a fyle.test fyle.test fyle.test',
    ]);
    expect(keytar.state.mostAtOnce).toBe(1);
  });

  it('that write come before those that wait: what they bring may be in memory alone', async () => {
    const { keytar, keychain } = open('other');
    keytar.state.before = () => new Promise((resolve) => setImmediate(resolve));
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    await Promise.all([
      keychain.read(B).then(note('read b')),
      keychain.read(C).then(note('read c')),
      keychain.write(A, grant).then(note('write a')),
      keychain.remove(B).then(note('remove b')),
    ]);
    expect(order).toEqual(['read b', 'write a', 'read c', 'remove b']);
  });

  it('that fail do not stop those behind them', async () => {
    const { keytar, keychain } = open();
    keytar.state.before = () => Promise.reject(new Error('broken'));
    const first = keychain.read(A);
    await first;
    keytar.state.before = async () => undefined;
    expect(await keychain.write(A, grant)).toEqual(ok(undefined));
  });

  it('are given up after five seconds, as are those behind them, and it begins anew', async () => {
    vi.useFakeTimers();
    const { keytar, keychain } = open('other');
    const gate = closedGate();
    keytar.state.before = () => gate.pass();
    const outcomes: string[] = [];
    const note = (name: string) => (outcome: { readonly ok: boolean }) =>
      void outcomes.push(`${name} ${JSON.stringify(outcome)}`);
    void keychain.read(A).then(note('a'));
    void keychain.read(B).then(note('b'));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const silent = JSON.stringify(fail({ code: 'keychain-silent' }));
    expect(outcomes).toEqual([`a ${silent}`, `b ${silent}`]);
    expect(keytar.calls).toEqual(['get a fyle.test fyle.test fyle.test', 'restart']);
    keytar.state.before = async () => undefined;
    expect(await keychain.write(C, grant)).toEqual(ok(undefined));
    await keychain.idle();
    expect(keytar.calls.filter((call) => !call.includes(' c '))).toEqual([
      'get a fyle.test fyle.test fyle.test',
      'restart',
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that write are tried all the same behind one that was silent, until one of them is silent too', async () => {
    vi.useFakeTimers();
    const { keytar, keychain } = open('other');
    keytar.state.before = () => closedGate().pass();
    const read = keychain.read(A);
    const write = keychain.write(B, grant);
    await vi.advanceTimersByTimeAsync(4_999);
    keytar.state.before = async () => undefined;
    await vi.advanceTimersByTimeAsync(1);
    expect([await read, await write]).toEqual([fail({ code: 'keychain-silent' }), ok(undefined)]);
    await keychain.idle();
    keytar.state.before = () => closedGate().pass();
    keytar.calls.length = 0;
    const all = Promise.all([keychain.read(A), keychain.write(B, grant), keychain.write(C, grant), keychain.read(C)]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await all).toEqual([1, 2, 3, 4].map(() => fail({ code: 'keychain-silent' })));
    expect(keytar.calls.map((call) => call.slice(0, 7))).toEqual(['get a f', 'restart', 'get b f', 'restart']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be slow, each of keytar’s own four seconds: none is taken for silent', async () => {
    vi.useFakeTimers();
    const { keytar, keychain } = open('other');
    keytar.state.before = () => new Promise((resolve) => setTimeout(resolve, 4_000));
    const calls = [keychain.write(A, grant), keychain.remove(A), ...Array.from({ length: 30 }, () => keychain.read(B))];
    await vi.advanceTimersByTimeAsync(300_000);
    expect((await Promise.all<{ readonly ok: boolean }>(calls)).filter(({ ok }) => !ok)).toEqual([]);
  });

  it('are over when it is idle', async () => {
    const { keytar, keychain } = open('other');
    const gate = closedGate();
    keytar.state.before = () => gate.pass();
    void keychain.read(A);
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
