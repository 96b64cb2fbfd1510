import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RememberedSave } from '../../../../main/desktop/files/preferences.ts';
import { type LastSave, Vault } from '../../../../main/desktop/keychain/vault.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { place } from '../../../fakes/keytar.ts';

export const PASSPHRASE = new Secret('correct horse battery');
export const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };
export const [A, B] = [place('a'), place('b')];

/** The folder of each test's vaults. */
export let folder = '';
export let file = '';

/** Before each test. */
export function makeFolder(): void {
  folder = mkdtempSync(join(tmpdir(), 'token-desk-vault-'));
  file = join(folder, 'vault.tokendesk');
  last = memorySave();
}

/** After each test. */
export function dropFolder(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** What is remembered of the last save, outside the folder; new with each folder. */
export let last = memorySave();

export function memorySave(): LastSave & { save: RememberedSave | undefined } {
  const memory: LastSave & { save: RememberedSave | undefined } = {
    save: undefined,
    lastVaultSave: async () => memory.save,
    rememberVaultSave: async (save) => {
      memory.save = save;
    },
  };
  return memory;
}

/** The vault as a run of the app finds it, with a low cost. */
export function vault(clock = new FakeClock()) {
  return new Vault(folder, clock, async ({ words }) => words.includes('guessable'), last, 2 ** 14);
}

/** A vault with one grant, as an earlier run left it. */
export async function filled() {
  const first = vault();
  await first.create(PASSPHRASE);
  await first.write(A, grant);
}
