import { describe, expect, it } from 'vitest';
import { watchedKeychain } from '../../../main/connections/keychainState.ts';
import type { KeychainFailure } from '../../../main/connections/ports.ts';
import { fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { FakeKeychain } from '../../fakes/keychain.ts';

const place = { id: 'a', practice: false, endpoints: fylePresets[0].endpoints };
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
    expect(await keychain.write(place, grant)).toEqual(ok(undefined));
    expect(behind.items.get('a')).toEqual({ refreshToken: 'refresh', clientSecret: 'secret' });
    expect(await keychain.read(place)).toMatchObject({ ok: true, value: { refreshToken: grant.refreshToken } });
    expect(await keychain.remove(place)).toEqual(ok(undefined));
    expect(await keychain.read(place)).toEqual(ok(undefined));
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
        read: () => keychain.read(place),
        write: () => keychain.write(place, grant),
        remove: () => keychain.remove(place),
      };
      expect(await uses[act]()).toEqual(fail(failure));
      expect(stateNow()).toBe(state);
    }
  });

  it('tells a change, and only a change', async () => {
    const { behind, keychain, told } = watched();
    await keychain.read(place);
    behind.failures.read = { code: 'keychain-locked' };
    await keychain.read(place);
    await keychain.read(place);
    behind.failures.read = { code: 'keychain-silent' };
    await keychain.read(place);
    behind.failures.read = undefined;
    await keychain.read(place);
    await keychain.read(place);
    expect(told).toEqual(['locked', 'silent', 'ready']);
  });
});
