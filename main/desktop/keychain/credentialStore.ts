import type { KeychainState } from '../../../preload/contract.ts';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { type TrackedKeychain, trackKeychainStatus } from '../../connections/storage/keychainStatus.ts';
import type { Secret } from '../../oauth/secret.ts';
import { ok, type Result } from '../../result.ts';
import type { IsGuessable } from '../passphrase/guessabilityThread.ts';
import { type Keytar, keytarKeychain } from './keytarKeychain.ts';
import { SecretService } from './secretService.ts';
import { type LastSave, Vault, type VaultOutcome } from './vault.ts';
import { vaultFallback } from './vaultFallback.ts';

/** Where this computer stores grants, and what a person can do about it. */
export interface CredentialStore {
  readonly keychain: TrackedKeychain;
  /** Whether a question of the keychain is on the screen. */
  readonly isAsking: boolean;
  /** Whether there is a vault, open or closed; known from the start on, before the keychain's state is. */
  readonly hasVault: boolean;
  /** Whether the vault that is open is not the one that was used last. */
  readonly isVaultNotLast: boolean;
  /** Checks the status of the keychain or vault in use; shows no dialog. */
  checkStatus(): Promise<Result<unknown, KeychainFailure>>;
  /** Checks on a person's request: a locked keychain asks for its password, also one behind an open vault. */
  unlock(): Promise<Result<unknown, KeychainFailure>>;
  /** `known`: names that somebody who guesses may know of the person. */
  createVault(passphrase: Secret, known?: readonly string[]): VaultOutcome;
  openVault(passphrase: Secret): VaultOutcome;
  /** Closes an open vault: the passphrase is asked for again. */
  lockVault(): VaultOutcome;
  setVaultAside(): VaultOutcome;
  /** Treats a closed vault as empty, so that everything can be forgotten without its passphrase. */
  abandonVault(): VaultOutcome;
  /** Deletes every vault from the disk. */
  destroyVault(): VaultOutcome;
  /** For the end of the app: nobody answers a question any more, and what is pending must be written. */
  endQuestion(): void;
  close(): Promise<void>;
}

interface Options {
  /** The items' service name, `Token Desk`. */
  readonly service: string;
  readonly keytar: Keytar;
  /** The address of the session bus, on Linux. */
  readonly bus: string;
  /** Whether the app runs in a sandbox, which hides services that it may not use. */
  readonly isConfined: boolean;
  readonly folder: string;
  readonly clock: Clock;
  /** Whether a new passphrase is easy to guess. */
  readonly isGuessable: IsGuessable;
  readonly lastSave: LastSave;
  /** The status that is shown has changed. */
  readonly onChange: (now: KeychainState, before: KeychainState) => void;
  /** What failed before may succeed. Not called for what our own calls see, or the retry would cause the next one. */
  readonly onAvailabilityChange: () => void;
  /** A question of the keychain has appeared on the screen, or is gone. */
  readonly onAsking: () => void;
}

/** Opens the credential store: the system's keychain, or the vault in its place. */
export function openCredentialStore(options: Options): CredentialStore {
  const { service, keytar, bus, isConfined, folder, clock, isGuessable, lastSave } = options;
  const { onChange, onAvailabilityChange, onAsking } = options;
  let isAsking = false;
  const setAsking = (is: boolean) => {
    isAsking = is;
    onAsking();
  };
  const checkStatus = () => keychain.track<unknown>(vault.exists ? vault.read(NO_CONNECTION) : system.checkStatus());
  const secrets =
    process.platform === 'linux'
      ? new SecretService(
          bus,
          {
            onChange: () => void checkStatus().then(onAvailabilityChange),
            onOwner: () => keytar.restart(),
            onQuestion: setAsking,
          },
          isConfined,
        )
      : undefined;
  const system = keytarKeychain(service, keytar, secrets, setAsking);
  const vault = new Vault(folder, clock, isGuessable, lastSave);
  const keychain = trackKeychainStatus(vaultFallback(vault, system), onChange, () => vault.exists);
  const thenCheck = async <T, F>(act: Promise<Result<T, F>>): Promise<Result<T, F>> => {
    const outcome = await act;
    if (outcome.ok) await checkStatus();
    return outcome;
  };
  const unlock = async () => {
    keychain.forgetRefusal();
    const vaults = vault.exists ? await vault.read(NO_CONNECTION) : ok(undefined);
    return vaults.ok ? system.unlock() : vaults;
  };
  return {
    keychain,
    get isAsking() {
      return isAsking;
    },
    get hasVault() {
      return vault.exists;
    },
    get isVaultNotLast() {
      return vault.isNotLast;
    },
    checkStatus,
    unlock: () => keychain.track<unknown>(unlock()),
    createVault: (passphrase, known) => thenCheck(vault.create(passphrase, known)),
    openVault: (passphrase) => thenCheck(vault.open(passphrase)),
    lockVault: () => thenCheck(vault.lock()),
    setVaultAside: async () => {
      const outcome = await thenCheck(vault.setAside());
      if (outcome.ok) onAvailabilityChange();
      return outcome;
    },
    abandonVault: () => vault.abandon(),
    destroyVault: () => thenCheck(vault.destroy()),
    endQuestion: () => {
      if (isAsking) keytar.restart();
    },
    close: async () => {
      // A call under way still checks the Secret Service, so it ends first.
      await system.idle();
      secrets?.close();
      keytar.restart();
    },
  };
}

/** The place of no connection: reading it shows whether the vault is open. */
const NO_CONNECTION = { id: '0'.repeat(32), practice: true, endpoints: { authorization: '', token: '', cluster: '' } };
