import { describe, expect, it } from 'vitest';
import { isOpen, mayCreateVault, trackKeychainStatus } from '../../../../main/connections/storage/keychainStatus.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { KeychainState } from '../../../../preload/contract.ts';
import type { KeychainFailure } from '../../../../preload/failure.ts';
import { FakeKeychain } from '../../../fakes/keychain.ts';

const place = { id: 'a', practice: false, endpoints: fylePresets[0].endpoints };
const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };

function tracked() {
  const backend = new FakeKeychain();
  const changes: string[] = [];
  const vault = { isUsed: false };
  const keychain = trackKeychainStatus(
    backend,
    (now, before) => changes.push(`${before} → ${now}`),
    () => vault.isUsed,
  );
  return { backend, keychain, changes, vault };
}

describe('a watched keychain', () => {
  it('does what the keychain behind it does', async () => {
    const { backend, keychain } = tracked();
    expect(await keychain.write(place, grant)).toEqual(ok(undefined));
    expect(backend.items.get('a')).toEqual({ refreshToken: 'refresh', clientSecret: 'secret' });
    expect(await keychain.read(place)).toMatchObject({ ok: true, value: { refreshToken: grant.refreshToken } });
    expect(await keychain.remove(place)).toEqual(ok(undefined));
    expect(await keychain.read(place)).toEqual(ok(undefined));
  });

  it.each<readonly [failure: KeychainFailure, state: string]>([
    [{ code: 'keychain-unavailable', reason: 'no bus' }, 'absent'],
    [{ code: 'keychain-locked' }, 'locked'],
    [{ code: 'keychain-denied' }, 'denied'],
    [{ code: 'vault-closed' }, 'vault-closed'],
    [{ code: 'keychain-silent' }, 'silent'],
    [{ code: 'keychain-unusable', reason: 'no-keyring' }, 'no-keyring'],
    [{ code: 'keychain-unusable', reason: 'cannot-set-up' }, 'cannot-set-up'],
    [{ code: 'keychain-unusable', reason: 'keyring-missing' }, 'keyring-missing'],
    [{ code: 'keychain-unusable', reason: 'blocked' }, 'blocked'],
    [{ code: 'keychain-unusable', reason: 'nobody-asks' }, 'nobody-asks'],
    [{ code: 'keychain-asks' }, 'unproven'],
    [{ code: 'vault-file', reason: 'ENOSPC' }, 'unproven'],
    [{ code: 'secret-unreadable' }, 'unproven'],
  ])('remembers how its last use went: %o', async (failure, state) => {
    for (const act of ['read', 'write', 'remove'] as const) {
      const { backend, keychain } = tracked();
      expect(keychain.state).toBe('unproven');
      backend.failures[act] = failure;
      const uses = {
        read: () => keychain.read(place),
        write: () => keychain.write(place, grant),
        remove: () => keychain.remove(place),
      };
      expect(await uses[act]()).toEqual(fail(failure));
      expect(keychain.state).toBe(state);
    }
  });

  it('tells a change, and only a change', async () => {
    const { backend, keychain, changes } = tracked();
    await keychain.read(place);
    backend.failures.read = { code: 'keychain-locked' };
    await keychain.read(place);
    await keychain.read(place);
    backend.failures.read = { code: 'keychain-silent' };
    await keychain.read(place);
    backend.failures.read = undefined;
    await keychain.read(place);
    await keychain.read(place);
    expect(changes).toEqual(['unproven → locked', 'locked → silent', 'silent → unproven']);
  });

  it.each<readonly [failure: KeychainFailure, state: string]>([
    [{ code: 'keychain-locked' }, 'vault-open'],
    [{ code: 'keychain-silent' }, 'vault-open'],
    [{ code: 'vault-file', reason: 'ENOSPC' }, 'vault-open'],
    [{ code: 'vault-closed' }, 'vault-closed'],
  ])('takes nothing that the system’s keychain says for the vault’s: %o', async (failure, state) => {
    const { backend, keychain, vault } = tracked();
    vault.isUsed = true;
    backend.failures.remove = failure;
    await keychain.remove(place);
    expect(keychain.state).toBe(state);
  });

  it('takes other uses of it into account, and tells the vault from the keychain', async () => {
    const { keychain, changes, vault } = tracked();
    await keychain.track(Promise.resolve(fail({ code: 'keychain-denied' } as const)));
    expect(keychain.state).toBe('denied');
    vault.isUsed = true;
    await keychain.track(Promise.resolve(ok('anything')));
    vault.isUsed = false;
    await keychain.read(place);
    expect(changes).toEqual(['unproven → denied', 'denied → vault-open', 'vault-open → unproven']);
    expect(
      (['ready', 'vault-open', 'locked', 'absent', 'denied', 'silent', 'vault-closed'] as const).map(isOpen),
    ).toEqual([true, true, false, false, false, false, false]);
  });

  it('is ready once it has stored a grant, or given one from before, and not by being open alone', async () => {
    const { backend, keychain, changes } = tracked();
    await keychain.track(Promise.resolve(ok('open')));
    await keychain.read(place);
    expect(keychain.state).toBe('unproven');
    await keychain.write(place, grant);
    expect(keychain.state).toBe('ready');
    backend.failures.read = { code: 'keychain-unusable', reason: 'no-keyring' };
    await keychain.read(place);
    backend.failures.read = undefined;
    await keychain.track(Promise.resolve(ok('open')));
    // Another one, perhaps, and nobody knows whether it stores.
    expect(keychain.state).toBe('unproven');
    await keychain.read(place);
    expect(keychain.state).toBe('ready');
    expect(changes).toEqual(['unproven → ready', 'ready → no-keyring', 'no-keyring → unproven', 'unproven → ready']);
  });

  it('that refuses the look before a sign-in is said to refuse, so that a passphrase can be chosen', async () => {
    const { backend, keychain } = tracked();
    backend.failures.read = { code: 'keychain-refused' };
    await keychain.read(place);
    expect(keychain.state).toBe('unproven');
    await keychain.read({ ...place, isTrial: true });
    expect([keychain.state, mayCreateVault(keychain.state)]).toEqual(['refusing', true]);
    backend.failures.read = undefined;
    await keychain.write(place, grant);
    expect(keychain.state).toBe('ready');
  });

  it('that did not store a grant is said to refuse, whatever it gives, until it stores one or a person tries again', async () => {
    const { backend, keychain } = tracked();
    await keychain.write(place, grant);
    backend.failures.write = { code: 'keychain-refused' };
    await keychain.write(place, grant);
    await keychain.read(place);
    await keychain.track(Promise.resolve(ok('open')));
    expect(keychain.state).toBe('refusing');
    expect(keychain.failure).toBeUndefined();
    keychain.forgetRefusal();
    await keychain.track(Promise.resolve(ok('open')));
    expect(keychain.state).toBe('ready');
    await keychain.write(place, grant);
    expect(keychain.state).toBe('refusing');
    backend.failures.write = undefined;
    await keychain.write(place, grant);
    expect(keychain.state).toBe('ready');
  });

  it('that has nowhere to store may still give what it has from before, and is not said to be ready by that', async () => {
    const { backend, keychain } = tracked();
    backend.items.set('a', { refreshToken: 'refresh', clientSecret: 'secret' });
    await keychain.track(Promise.resolve(fail({ code: 'keychain-unusable', reason: 'keyring-missing' } as const)));
    expect(await keychain.read(place)).toMatchObject({ ok: true });
    expect(keychain.state).toBe('keyring-missing');
  });

  it('may be replaced by a vault when it cannot store', () => {
    const states = ['absent', 'no-keyring', 'cannot-set-up', 'keyring-missing', 'blocked', 'nobody-asks'] as const;
    expect(
      [...states, 'refusing', 'denied', 'silent'].map((state) => mayCreateVault(state as KeychainState)),
    ).not.toContain(false);
    expect(
      (['ready', 'unproven', 'asking', 'locked', 'vault-open', 'vault-closed'] as const).map(mayCreateVault),
    ).not.toContain(true);
  });
});

describe('why the keychain cannot be used', () => {
  const locked = { code: 'keychain-locked' } as const;

  it.each([
    [locked, false, locked],
    [{ code: 'keychain-refused' }, false, undefined],
    [{ code: 'vault-closed' }, true, { code: 'vault-closed' }],
    [locked, true, undefined],
  ] as const)('is known after its last use: %j, with a vault %s', async (failure, isVault, expected) => {
    const { backend, keychain, vault } = tracked();
    vault.isUsed = isVault;
    backend.failures.read = failure;
    await keychain.read(place);
    expect(keychain.failure).toEqual(expected);
    backend.failures.read = undefined;
    await keychain.read(place);
    expect(keychain.failure).toBeUndefined();
  });
});
