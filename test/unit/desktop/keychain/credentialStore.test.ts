import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCredentialStore } from '../../../../main/desktop/keychain/credentialStore.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { memoryKeytar, place } from '../../../fakes/keytar.ts';
import { startSecretBus } from '../../../fakes/secretBus.ts';
import { memorySave } from './vaultFolder.ts';

const PASSPHRASE = new Secret('correct horse battery');
const A = place('a');
const locked = fail({ code: 'keychain-locked' });

let folder = '';
const ends: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-desk-keeping-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

/** A credential store with a keychain on a bus, with or without an open vault, and what it reported since. */
async function opened(how: 'with a vault' | 'without a vault') {
  const bus = await startSecretBus(join(folder, 'bus'));
  ends.push(bus.close);
  const told: string[] = [];
  const credentialStore = openCredentialStore({
    service: 'Token Desk',
    keytar: memoryKeytar(),
    bus: bus.address,
    isConfined: false,
    folder,
    clock: new FakeClock(),
    isGuessable: async () => false,
    lastSave: memorySave(),
    onChange: (now, before) => told.push(`${before} → ${now}`),
    onAvailabilityChange: () => told.push('news'),
    onAsking: () => told.push('asking'),
  });
  ends.push(credentialStore.close);
  await credentialStore.checkStatus();
  if (how === 'with a vault') await credentialStore.createVault(PASSPHRASE);
  told.length = 0;
  const asked = () => bus.calls.filter((call) => call === 'Prompt' || call === 'Unlock');
  return { bus, credentialStore, told, asked };
}

describe('beside an open vault', () => {
  it('the Secret Service is followed all the same, and asks nobody for it', async () => {
    const { bus, credentialStore, told, asked } = await opened('with a vault');
    bus.state.isLocked = true;
    bus.signal('CollectionChanged');
    await vi.waitFor(() => expect(told).toEqual(['news']));
    expect(await credentialStore.keychain.read(A)).toEqual(locked);
    bus.state.isLocked = false;
    bus.signal('CollectionChanged');
    await vi.waitFor(() => expect(told).toEqual(['news', 'news']));
    expect(await credentialStore.keychain.read(A)).toEqual(ok(undefined));
    expect([credentialStore.keychain.state, asked()]).toEqual(['vault-open', []]);
    expect(told).toEqual(['news', 'news']);
  });

  it('a person’s wish opens the keychain that is shut', async () => {
    const { bus, credentialStore, told, asked } = await opened('with a vault');
    bus.state.isLocked = true;
    expect(await credentialStore.keychain.read(A)).toEqual(locked);
    expect(await credentialStore.unlock()).toEqual(ok(undefined));
    expect([bus.state.isLocked, asked()]).toEqual([false, ['Unlock', 'Prompt']]);
    expect(await credentialStore.keychain.read(A)).toEqual(ok(undefined));
    await vi.waitFor(() => expect(told).toEqual(['news', 'asking', 'asking', 'news']));
    Object.assign(bus.state, { isLocked: true, prompt: 'is-dismissed' });
    expect(await credentialStore.unlock()).toEqual(fail({ code: 'keychain-denied' }));
    expect(credentialStore.keychain.state).toBe('vault-open');
  });
});

describe('without a vault', () => {
  it('every change of the keychain is news, also from bad to worse, and of a silent one that comes back locked', async () => {
    const { bus, credentialStore, told, asked } = await opened('without a vault');
    bus.state.hasService = false;
    bus.signal('NameOwnerChanged');
    await vi.waitFor(() => expect(told).toEqual(['unproven → silent', 'news']));
    Object.assign(bus.state, { hasService: true, isLocked: true });
    bus.signal('NameOwnerChanged');
    await vi.waitFor(() => expect(told.slice(2)).toEqual(['silent → locked', 'news']));
    // Reads, and signals that change nothing, are not reported.
    for (let times = 0; times < 20; times += 1) {
      bus.signal('CollectionChanged');
      expect(await credentialStore.keychain.read(A)).toEqual(locked);
    }
    expect([told.length, asked()]).toEqual([4, []]);
  });
});

describe('a vault that is closed', () => {
  it('has nobody asked for the keychain’s password', async () => {
    const { bus, credentialStore, asked } = await opened('without a vault');
    writeFileSync(join(folder, 'vault.tokendesk'), 'whatever is in it');
    bus.state.isLocked = true;
    expect(await credentialStore.unlock()).toEqual(fail({ code: 'vault-closed' }));
    expect(asked()).toEqual([]);
  });

  it('and was put aside gives way to the keychain at once, and what failed is tried there', async () => {
    const { credentialStore, told } = await opened('without a vault');
    writeFileSync(join(folder, 'vault.tokendesk'), 'whatever is in it');
    await credentialStore.checkStatus();
    expect(await credentialStore.setVaultAside()).toEqual(ok(undefined));
    expect(told).toEqual(['unproven → vault-closed', 'vault-closed → unproven', 'news']);
  });
});
