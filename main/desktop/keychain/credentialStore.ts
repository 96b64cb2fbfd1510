import type { Clock, KeychainFailure } from '../../connections/model/ports.ts';
import { type KeychainState, type WatchedKeychain, watchedKeychain } from '../../connections/storage/keychainStatus.ts';
import type { Secret } from '../../oauth/secret.ts';
import { ok, type Result } from '../../result.ts';
import { type Keytar, keytarKeychain } from './keytarKeychain.ts';
import { SecretService } from './secretService.ts';
import { Vault, type VaultOutcome } from './vault.ts';
import { vaultFallback } from './vaultFallback.ts';

/** Where grants are kept on this computer, and what a person can do about it. */
export interface CredentialStore {
  readonly keychain: WatchedKeychain;
  /** Looks how what is in use stands; asks nobody for a password. */
  checkStatus(): Promise<Result<unknown, KeychainFailure>>;
  /** The same by a person's wish: a locked keychain asks for its password, also one that is used beside the open vault. */
  unlock(): Promise<Result<unknown, KeychainFailure>>;
  createVault(passphrase: Secret): VaultOutcome;
  openVault(passphrase: Secret): VaultOutcome;
  setVaultAside(): VaultOutcome;
  /** Makes a closed vault stand for an empty one, before everything is forgotten. */
  abandonVault(): VaultOutcome;
  /** Takes every vault off the disk. */
  destroyVault(): VaultOutcome;
  close(): Promise<void>;
}

interface Options {
  /** What the items are kept under, `Token Desk`. */
  readonly service: string;
  readonly keytar: Keytar;
  /** Where the session bus is, on Linux. */
  readonly bus: string;
  readonly folder: string;
  readonly clock: Clock;
  /** What is shown of it has changed. */
  readonly onChange: (now: KeychainState, before: KeychainState) => void;
  /**
   * The Secret Service came, went, was opened or locked, or the vault was put aside: what failed or was not found may go
   * otherwise now. What one use shows is no news, so that what is done for news makes none.
   */
  readonly onAvailabilityChange: () => void;
}

/** Joins the system's keychain with the vault, and looks how they stand. */
export function openCredentialStore(options: Options): CredentialStore {
  const { service, keytar, bus, folder, clock, onChange, onAvailabilityChange } = options;
  const checkStatus = () => keychain.watch<unknown>(vault.exists ? vault.read(NO_CONNECTION) : system.checkStatus());
  const secrets =
    process.platform === 'linux'
      ? new SecretService(bus, {
          onChange: () => void checkStatus().then(onAvailabilityChange),
          onOwner: () => keytar.restart(),
        })
      : undefined;
  const system = keytarKeychain(service, keytar, secrets);
  const vault = new Vault(folder, clock);
  const keychain = watchedKeychain(vaultFallback(vault, system), onChange, () => vault.exists);
  const thenCheck = async <T, F>(act: Promise<Result<T, F>>): Promise<Result<T, F>> => {
    const outcome = await act;
    if (outcome.ok) await checkStatus();
    return outcome;
  };
  const unlock = async () => {
    const vaults = vault.exists ? await vault.read(NO_CONNECTION) : ok(undefined);
    return vaults.ok ? system.unlock() : vaults;
  };
  return {
    keychain,
    checkStatus,
    unlock: () => keychain.watch<unknown>(unlock()),
    createVault: (passphrase) => thenCheck(vault.create(passphrase)),
    openVault: (passphrase) => thenCheck(vault.open(passphrase)),
    setVaultAside: async () => {
      const outcome = await thenCheck(vault.setAside());
      if (outcome.ok) onAvailabilityChange();
      return outcome;
    },
    abandonVault: () => vault.abandon(),
    destroyVault: () => thenCheck(vault.destroy()),
    close: async () => {
      // What is under way looks how it stands: first of all that may end.
      await system.idle();
      secrets?.close();
      keytar.restart();
    },
  };
}

/** No connection is there: reading it shows whether the vault is open. */
const NO_CONNECTION = {
  id: '0'.repeat(32),
  practice: true,
  endpoints: { authorization: '', token: '', cluster: '' },
};
