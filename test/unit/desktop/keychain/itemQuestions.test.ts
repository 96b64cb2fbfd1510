// What KeePassXC does was measured: docs/electron.md "A keychain that asks about each item".
import { afterEach, describe, expect, it, vi } from 'vitest';
import { keytarKeychain } from '../../../../main/desktop/keychain/keytarKeychain.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { closedGate } from '../../../fakes/gate.ts';
import { memoryKeytar, place } from '../../../fakes/keytar.ts';

const SECOND = 1_000;
const [A, B] = [place('a'), place('b')];
const asks = fail({ code: 'keychain-asks' });
const denied = fail({ code: 'keychain-denied' });
const silent = fail({ code: 'keychain-silent' });
const grantOf = (refreshToken: string) => ({
  refreshToken: new Secret(refreshToken),
  clientSecret: new Secret('secret'),
});

/** A keychain with the grants of two connections, read by a process that is new to it and must ask the person. */
async function asking() {
  const keytar = memoryKeytar();
  const told: boolean[] = [];
  const keychain = keytarKeychain('Token Desk', keytar, keytar.secrets, (is) => told.push(is), 5 * SECOND);
  for (const one of [A, B]) await keychain.write(one, grantOf('first'));
  await keychain.idle();
  keytar.restart();
  keytar.calls.length = 0;
  /** The items that the person was asked about. */
  const asked: string[] = [];
  /** How the next questions are answered. */
  const person: { answer: () => Promise<boolean> } = { answer: async () => true };
  keytar.state.ask = (name) => {
    asked.push(name.slice('Token Desk/'.length, 'Token Desk/a'.length));
    return person.answer();
  };
  const tokenOf = async (read: ReturnType<typeof keychain.read>) => {
    const outcome = await read;
    return outcome.ok ? outcome.value?.refreshToken.reveal() : outcome;
  };
  return { keytar, keychain, told, asked, person, tokenOf };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a keychain that asks the person about each item', () => {
  it('is not made to ask by what happens in the background', async () => {
    const { keychain, asked } = await asking();
    expect(await Promise.all([keychain.read(A), keychain.read(B)])).toEqual([asks, asks]);
    expect(await keychain.remove(A)).toEqual(asks);
    expect(asked).toEqual([]);
  });

  it('asks about the one that a person wants, once, however often it is used then', async () => {
    const { keychain, asked, tokenOf } = await asking();
    expect(await tokenOf(keychain.read(A, 'person'))).toBe('first');
    expect(await tokenOf(keychain.read(A))).toBe('first');
    expect(await tokenOf(keychain.read(A, 'person'))).toBe('first');
    expect(asked).toEqual(['a']);
    expect(await keychain.read(B)).toEqual(asks);
  });

  it('gives the newest grant after a write, without another question', async () => {
    const { keychain, asked, tokenOf } = await asking();
    await keychain.read(A, 'person');
    expect(await keychain.write(A, grantOf('second'))).toEqual(ok(undefined));
    expect(await tokenOf(keychain.read(A))).toBe('second');
    expect(asked).toEqual(['a']);
  });

  it('gives what was stored in this run to the background too', async () => {
    const { keytar, keychain, asked, tokenOf } = await asking();
    keytar.items.clear();
    await keychain.write(A, grantOf('new'));
    expect(await tokenOf(keychain.read(A))).toBe('new');
    expect(asked).toEqual([]);
  });

  it('is asked by a process that runs on, because it would ask the next one anew', async () => {
    const { keytar, keychain } = await asking();
    await keychain.read(A);
    expect(keytar.state.mayRunOn).toBe(true);
  });

  it('asks again once it was locked in between', async () => {
    const { keytar, keychain, asked, tokenOf } = await asking();
    await keychain.read(A, 'person');
    keytar.state.isLocked = true;
    expect(await keychain.read(A)).toEqual(fail({ code: 'keychain-locked' }));
    keytar.state.isLocked = false;
    expect(await keychain.read(A)).toEqual(asks);
    keytar.restart();
    expect(await tokenOf(keychain.read(A, 'person'))).toBe('first');
    expect(asked).toEqual(['a', 'a']);
  });

  it('has one question on the screen at a time', async () => {
    const { keychain, asked, person } = await asking();
    const gate = closedGate();
    person.answer = async () => {
      await gate.pass();
      return true;
    };
    const both = Promise.all([keychain.read(A, 'person'), keychain.read(B, 'person')]);
    await gate.reached;
    expect(asked).toEqual(['a']);
    gate.open();
    await both;
    expect(asked).toEqual(['a', 'b']);
  });
});

describe('a question on the screen', () => {
  it('has two minutes, and is told while it is there', async () => {
    vi.useFakeTimers();
    const { keychain, keytar, told, person, tokenOf } = await asking();
    person.answer = () => new Promise((resolve) => setTimeout(() => resolve(true), 119 * SECOND));
    const read = tokenOf(keychain.read(A, 'person'));
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    expect(told).toEqual([true]);
    await vi.advanceTimersByTimeAsync(109 * SECOND);
    expect(await read).toBe('first');
    expect(told).toEqual([true, false]);
    expect(keytar.calls).not.toContain('restart');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that nobody answers counts as refused', async () => {
    vi.useFakeTimers();
    const { keychain, keytar, told, person } = await asking();
    person.answer = () => new Promise(() => undefined);
    const read = keychain.read(A, 'person');
    await vi.advanceTimersByTimeAsync(121 * SECOND);
    expect(await read).toEqual(denied);
    expect(told).toEqual([true, false]);
    expect(keytar.calls).toContain('restart');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not taken for one when the keychain merely hangs', async () => {
    vi.useFakeTimers();
    const { keychain, keytar, told } = await asking();
    keytar.state.before = () => new Promise(() => undefined);
    const read = keychain.read(A, 'person');
    await vi.advanceTimersByTimeAsync(5 * SECOND);
    expect(await read).toEqual(silent);
    expect(told).toEqual([]);
  });

  it('and then hangs has the short time from there', async () => {
    vi.useFakeTimers();
    const { keychain, keytar, told, person } = await asking();
    person.answer = () => new Promise(() => undefined);
    const read = keychain.read(A, 'person');
    await vi.advanceTimersByTimeAsync(60 * SECOND);
    keytar.state.isQuestionOpen = false;
    await vi.advanceTimersByTimeAsync(6 * SECOND);
    expect(await read).toEqual(silent);
    expect(told).toEqual([true, false]);
  });
});

describe('a question that was refused', () => {
  it('does not come again by itself, for a read or for a write', async () => {
    const { keychain, asked, person } = await asking();
    person.answer = async () => false;
    expect(await keychain.read(A, 'person')).toEqual(denied);
    expect(await keychain.read(A)).toEqual(denied);
    expect(await keychain.write(A, grantOf('second'))).toEqual(denied);
    expect(asked).toEqual(['a']);
  });

  it('comes again when a person wants the item, or wants the keychain to ask', async () => {
    const { keychain, asked, person, tokenOf } = await asking();
    person.answer = async () => false;
    await keychain.read(A, 'person');
    await keychain.read(B, 'person');
    person.answer = async () => true;
    expect(await tokenOf(keychain.read(A, 'person'))).toBe('first');
    await keychain.unlock();
    expect(await keychain.write(B, grantOf('second'))).toEqual(ok(undefined));
    expect(asked).toEqual(['a', 'b', 'a', 'b']);
  });

  it('leaves the item where it is when it was about its removal', async () => {
    const { keychain, keytar, person } = await asking();
    person.answer = async () => false;
    expect(await keychain.remove(A, 'person')).toEqual(denied);
    expect(keytar.items.size).toBe(2);
  });
});
