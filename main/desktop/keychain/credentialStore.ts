import type { KeychainFailure } from '../../connections/model/failure.ts';
import type { Clock } from '../../connections/model/ports.ts';
import {
  type KeychainState,
  type TrackedKeychain,
  trackKeychainStatus,
} from '../../connections/storage/keychainStatus.ts';
import type { Secret } from '../../oauth/secret.ts';
import { ok, type Result } from '../../result.ts';
import { type Keytar, keytarKeychain } from './keytarKeychain.ts';
import { secretService } from './secretService.ts';
import { type OpenFailure, Vault } from './vault.ts';
import { chosenKeychain } from './vaultFallback.ts';

/** Where grants are kept on this computer, and what a person can do about it. */
export interface Keeping {
  readonly keychain: TrackedKeychain;
  /** Looks how what is in use stands; asks nobody for a password. */
  look(): Promise<Result<unknown, KeychainFailure>>;
  /** The same by a person's wish: a locked keychain asks for its password, also one that is used beside the open vault. */
  tryAgain(): Promise<Result<unknown, KeychainFailure>>;
  createVault(passphrase: Secret): Promise<Result<unknown, OpenFailure>>;
  openVault(passphrase: Secret): Promise<Result<unknown, OpenFailure>>;
  setVaultAside(): Promise<Result<unknown, OpenFailure>>;
  /** Makes a closed vault stand for an empty one, before everything is forgotten. */
  disownVault(): Promise<Result<unknown, OpenFailure>>;
  /** Takes every vault off the disk. */
  destroyVault(): Promise<Result<unknown, OpenFailure>>;
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
  readonly onNews: () => void;
}

/** Joins the system's keychain with the vault, and looks how they stand. */
export function openKeeping({ service, keytar, bus, folder, clock, onChange, onNews }: Options): Keeping {
  const look = () => keychain.watch<unknown>(vault.isThere ? vault.read(NOWHERE) : system.look());
  const secrets =
    process.platform === 'linux'
      ? secretService(bus, { onChange: () => void look().then(onNews), onOwner: () => keytar.restart() })
      : undefined;
  const system = keytarKeychain(service, keytar, secrets);
  const vault = new Vault(folder, clock);
  const keychain = trackKeychainStatus(chosenKeychain(vault, system), onChange, () => vault.isThere);
  const thenLook = async <T, F>(act: Promise<Result<T, F>>): Promise<Result<T, F>> => {
    const outcome = await act;
    if (outcome.ok) await look();
    return outcome;
  };
  const unlock = async () => {
    const vaults = vault.isThere ? await vault.read(NOWHERE) : ok(undefined);
    return vaults.ok ? system.unlock() : vaults;
  };
  return {
    keychain,
    look,
    tryAgain: () => keychain.watch<unknown>(unlock()),
    createVault: (passphrase) => thenLook(vault.create(passphrase)),
    openVault: (passphrase) => thenLook(vault.open(passphrase)),
    setVaultAside: async () => {
      const outcome = await thenLook(vault.setAside());
      if (outcome.ok) onNews();
      return outcome;
    },
    disownVault: () => vault.disown(),
    destroyVault: () => thenLook(vault.destroy()),
    close: async () => {
      // What is under way looks how it stands: first of all that may end.
      await system.idle();
      secrets?.close();
      keytar.restart();
    },
  };
}

/** No connection is there: reading it shows whether the vault is open. */
const NOWHERE = {
  id: '0'.repeat(32),
  practice: true,
  endpoints: { authorization: '', token: '', cluster: '' },
};
