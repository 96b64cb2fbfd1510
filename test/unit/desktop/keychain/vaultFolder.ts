import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Vault } from '../../../../main/desktop/keychain/vault.ts';
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
}

/** After each test. */
export function dropFolder(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The vault as a run of the app finds it, with a low cost. */
export function vault(clock = new FakeClock()) {
  return new Vault(folder, clock, async ({ words }) => words.includes('guessable'), 2 ** 14);
}

/** A vault with one grant, as an earlier run left it. */
export async function filled() {
  const first = vault();
  await first.create(PASSPHRASE);
  await first.write(A, grant);
}
