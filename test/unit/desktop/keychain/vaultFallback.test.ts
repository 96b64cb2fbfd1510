import { describe, expect, it } from 'vitest';
import { openConnections } from '../../../../main/connections/connections.ts';
import { vaultFallback } from '../../../../main/desktop/keychain/vaultFallback.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { KeychainFailure } from '../../../../preload/failure.ts';
import { FakeKeychain, withoutStatus } from '../../../fakes/keychain.ts';
import { place } from '../../../fakes/keytar.ts';
import { fakeWorld, internalDraft, must, only } from '../../../fakes/world.ts';

const A = place('a');

function grant(refreshToken: string) {
  return { refreshToken: new Secret(refreshToken), clientSecret: new Secret('secret') };
}

/** A grant from before the vault, and one from after it was created. */
async function both() {
  const system = new FakeKeychain();
  const vault = Object.assign(new FakeKeychain(), { exists: false });
  const keychain = vaultFallback(vault, system);
  await keychain.write(A, grant('before'));
  vault.exists = true;
  await keychain.write(A, grant('after'));
  return { system, vault, keychain };
}

/** A vault with a locked keychain behind it. */
async function besideALocked() {
  const { system, keychain } = await both();
  system.failures.read = { code: 'keychain-locked' };
  system.failures.remove = { code: 'keychain-locked' };
  return keychain;
}

describe('the keychain that is in use', () => {
  it('is the system’s, and the vault as long as it is there', async () => {
    const { vault, keychain } = await both();
    expect(await keychain.read(A)).toEqual(ok(grant('after')));
    vault.exists = false;
    expect(await keychain.read(A)).toEqual(ok(grant('before')));
  });

  it('is the system’s too for what the vault has not: what it holds from before, once it is there', async () => {
    const { system, vault, keychain } = await both();
    await vault.remove(A);
    expect(await keychain.read(A)).toEqual(ok(grant('before')));
    system.failures.read = { code: 'keychain-unavailable', reason: 'no Secret Service' };
    expect(await keychain.read(A)).toEqual(ok(undefined));
  });

  it.each<KeychainFailure>([
    { code: 'keychain-locked' },
    { code: 'keychain-denied' },
    { code: 'keychain-silent' },
    { code: 'keychain-refused' },
    { code: 'secret-unreadable' },
  ])('does not call missing what the system’s may hold from before: $code', async (failure) => {
    const { system, vault, keychain } = await both();
    system.failures.read = failure;
    expect(await keychain.read(A)).toEqual(ok(grant('after')));
    await vault.remove(A);
    expect(await keychain.read(A)).toEqual(fail(failure));
  });

  it('is the vault alone for a trial, whatever the system’s may hold from before', async () => {
    const keychain = await besideALocked();
    const trial = { ...place('trial'), isTrial: true } as const;
    expect(await keychain.read(trial)).toEqual(ok(undefined));
    expect(await keychain.write(trial, grant('trial'))).toEqual(ok(undefined));
    expect(await keychain.remove(trial)).toEqual(ok(undefined));
    expect(await keychain.read(place('b'))).toEqual(fail({ code: 'keychain-locked' }));
  });

  it('lets in and is found well beside an open vault, whatever the system’s may hold from before', async () => {
    const keychain = await besideALocked();
    const world = fakeWorld();
    const connections = openConnections({ ...world, keychain: withoutStatus(keychain) });
    const { parts } = await connections.checks.preflight(fylePresets[0].endpoints);
    expect(parts.find(({ part }) => part === 'keychain')).toEqual({ part: 'keychain' });
    must(await connections.connect(internalDraft(world.fyle.grant())));
    expect([only(connections).status, connections.hasOrphanedItems]).toEqual(['ready', false]);
  });

  it('is the vault alone while that is shut', async () => {
    const { vault, keychain } = await both();
    vault.failures.read = { code: 'vault-closed' };
    expect(await keychain.read(A)).toEqual(fail({ code: 'vault-closed' }));
  });

  it('removes from the vault and what the system’s holds from before it', async () => {
    const { system, vault, keychain } = await both();
    expect(await keychain.remove(A)).toEqual(ok(undefined));
    expect([vault.items.size, system.items.size]).toEqual([0, 0]);
  });

  it.each<KeychainFailure>([
    { code: 'keychain-locked' },
    { code: 'keychain-denied' },
    { code: 'keychain-silent' },
    { code: 'keychain-refused' },
  ])('tells none gone that a keychain which is there still holds: $code', async (failure) => {
    const { system, vault, keychain } = await both();
    system.failures.remove = failure;
    expect(await keychain.remove(A)).toEqual(fail(failure));
    expect(vault.items.size).toBe(0);
  });

  it('asks no more of a computer without one than the vault', async () => {
    const { system, keychain } = await both();
    system.failures.remove = { code: 'keychain-unavailable', reason: 'no Secret Service' };
    expect(await keychain.remove(A)).toEqual(ok(undefined));
  });

  it('leaves the system’s alone while the vault keeps its own', async () => {
    const { system, vault, keychain } = await both();
    vault.failures.remove = { code: 'vault-closed' };
    expect(await keychain.remove(A)).toEqual(fail({ code: 'vault-closed' }));
    expect(system.items.size).toBe(1);
  });
});
