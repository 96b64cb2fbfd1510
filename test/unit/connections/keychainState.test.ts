import { describe, expect, it } from 'vitest';
import { watchedKeychain } from '../../../main/connections/keychainState.ts';
import type { KeychainFailure } from '../../../main/connections/ports.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { FakeKeychain } from '../../fakes/keychain.ts';

const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };

function watched() {
  const behind = new FakeKeychain();
  const told: string[] = [];
  const { keychain, state } = watchedKeychain(behind, () => told.push(state()));
  return { behind, keychain, state, told };
}

describe('a watched keychain', () => {
  it('does what the keychain behind it does', async () => {
    const { behind, keychain } = watched();
    expect(await keychain.write('a', grant)).toEqual(ok(undefined));
    expect(behind.items.get('a')).toEqual({ refreshToken: 'refresh', clientSecret: 'secret' });
    expect(await keychain.read('a')).toMatchObject({ ok: true, value: { refreshToken: grant.refreshToken } });
    expect(await keychain.remove('a')).toEqual(ok(undefined));
    expect(await keychain.read('a')).toEqual(ok(undefined));
  });

  it.each<readonly [failure: KeychainFailure, state: string]>([
    [{ code: 'keychain-unavailable', reason: 'no bus' }, 'unavailable'],
    [{ code: 'keychain-locked' }, 'locked'],
    [{ code: 'keychain-silent' }, 'silent'],
    [{ code: 'keychain-refused' }, 'ready'],
    [{ code: 'secret-unreadable' }, 'ready'],
  ])('remembers how its last use went: %o', async (failure, state) => {
    for (const act of ['read', 'write', 'remove'] as const) {
      const { behind, keychain, state: stateNow } = watched();
      expect(stateNow()).toBe('ready');
      behind.failures[act] = failure;
      const uses = {
        read: () => keychain.read('a'),
        write: () => keychain.write('a', grant),
        remove: () => keychain.remove('a'),
      };
      expect(await uses[act]()).toEqual(fail(failure));
      expect(stateNow()).toBe(state);
    }
  });

  it('tells a change, and only a change', async () => {
    const { behind, keychain, told } = watched();
    await keychain.read('a');
    behind.failures.read = { code: 'keychain-locked' };
    await keychain.read('a');
    await keychain.read('a');
    behind.failures.read = { code: 'keychain-silent' };
    await keychain.read('a');
    behind.failures.read = undefined;
    await keychain.read('a');
    await keychain.read('a');
    expect(told).toEqual(['locked', 'silent', 'ready']);
  });
});
