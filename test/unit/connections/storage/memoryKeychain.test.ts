import { describe, expect, it } from 'vitest';
import type { KeychainFailure } from '../../../../main/connections/model/failure.ts';
import { memoryKeychain } from '../../../../main/connections/storage/memoryKeychain.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { FakeKeychain } from '../../../fakes/keychain.ts';
import { place } from '../../../fakes/keytar.ts';

const absent: KeychainFailure = { code: 'keychain-unavailable', reason: 'no Secret Service' };
const [A, B] = [place('a'), place('b')];

function grant(refreshToken: string) {
  return { refreshToken: new Secret(refreshToken), clientSecret: new Secret('secret') };
}

function opened(failure?: KeychainFailure) {
  const behind = new FakeKeychain();
  const stands = (now?: KeychainFailure) => Object.assign(behind.failures, { read: now, write: now, remove: now });
  stands(failure);
  const clock = new FakeClock();
  const told: string[] = [];
  return { behind, stands, clock, told, keychain: memoryKeychain(behind, clock, () => told.push('kept')) };
}

describe('on a computer without a keychain a grant', () => {
  it('is held in memory, and goes into the keychain once there is one', async () => {
    const { behind, stands, keychain } = opened(absent);
    const newest = grant('second');
    expect(await keychain.write(A, grant('first'))).toEqual(ok(undefined));
    expect(await keychain.write(A, newest)).toEqual(ok(undefined));
    expect(await keychain.read(A)).toEqual(ok(newest));
    await keychain.flush();
    expect(behind.items.size).toBe(0);
    stands(undefined);
    await keychain.flush();
    expect([...behind.items]).toEqual([['a', { refreshToken: 'second', clientSecret: 'secret' }]]);
    // It is the keychain’s from then on.
    stands(absent);
    expect(await keychain.read(A)).toEqual(fail(absent));
  });

  it('that is not held here may be in a keychain that is not there now', async () => {
    expect(await opened(absent).keychain.read(A)).toEqual(fail(absent));
    expect(await opened(absent).keychain.remove(A)).toEqual(fail(absent));
  });

  it('is let go when it was removed; whether a keychain that is not there holds an older one stays open', async () => {
    const { behind, stands, keychain } = opened();
    await keychain.write(A, grant('old'));
    stands(absent);
    await keychain.write(A, grant('new'));
    await keychain.write(B, grant('other'));
    expect(await keychain.remove(A)).toEqual(fail(absent));
    expect(await keychain.read(A)).toEqual(fail(absent));
    stands(undefined);
    await keychain.flush();
    expect([...behind.items]).toMatchObject([
      ['a', { refreshToken: 'old' }],
      ['b', { refreshToken: 'other' }],
    ]);
    expect(await keychain.remove(A)).toEqual(ok(undefined));
    expect([...behind.items.keys()]).toEqual(['b']);
  });

  it('does not follow a newer one that is being written just then', async () => {
    const { behind, stands, keychain } = opened(absent);
    await keychain.write(A, grant('first'));
    stands(undefined);
    const gate = behind.hold('write');
    const written = keychain.write(A, grant('second'));
    await gate.reached;
    await keychain.flush();
    expect([...behind.items]).toEqual([]);
    gate.open();
    await written;
    await keychain.flush();
    expect([...behind.items]).toMatchObject([['a', { refreshToken: 'second' }]]);
  });

  it.each<KeychainFailure>([{ code: 'keychain-refused' }, { code: 'keychain-locked' }])(
    'is still only in memory when the keychain that appears does not take it, and is offered it every minute: $code',
    async (failure) => {
      const { behind, stands, clock, told, keychain } = opened(absent);
      expect(keychain.isEmpty).toBe(true);
      await keychain.write(A, grant('first'));
      stands(failure);
      await keychain.flush();
      await clock.advance(60_000);
      expect([keychain.isEmpty, told]).toEqual([false, []]);
      stands(undefined);
      await clock.advance(60_000);
      expect([keychain.isEmpty, told]).toEqual([true, ['kept']]);
      expect([...behind.items.keys()]).toEqual(['a']);
      // Nothing is held: nothing is offered any more.
      expect(clock.planned).toEqual([]);
    },
  );

  it('that is removed while it is given to the keychain is not put back', async () => {
    const { behind, stands, keychain } = opened(absent);
    await keychain.write(A, grant('first'));
    await keychain.write(B, grant('second'));
    stands(undefined);
    const gate = behind.hold('write');
    const flushed = keychain.flush();
    await gate.reached;
    await keychain.remove(B);
    gate.open();
    await flushed;
    expect([...behind.items.keys()]).toEqual(['a']);
  });
});

describe('what a keychain that is there does not take', () => {
  it.each<KeychainFailure>([
    { code: 'keychain-locked' },
    { code: 'keychain-denied' },
    { code: 'keychain-silent' },
    { code: 'keychain-refused' },
    { code: 'vault-closed' },
  ])('is not held here: $code', async (failure) => {
    const { keychain } = opened(failure);
    expect(await keychain.write(A, grant('first'))).toEqual(fail(failure));
    expect(await keychain.read(A)).toEqual(fail(failure));
  });
});
