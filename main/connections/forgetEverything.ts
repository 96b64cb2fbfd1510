import type { KeychainState } from '../../preload/contract.ts';
import type { NotForgottenFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ClipboardCopy } from './clipboardCopy.ts';
import type { Ledger } from './history/ledger.ts';
import type { UnerasedStore } from './storage/eraseAll.ts';
import { isMissing } from './storage/keychainStatus.ts';

interface Parts {
  readonly clipboardCopy: Pick<ClipboardCopy, 'clear'>;
  readonly connections: { forgetEverything(eraseRest: () => Promise<boolean>): Promise<readonly UnerasedStore[]> };
  readonly ledger: Pick<Ledger, 'clear'>;
  readonly vault: {
    /** Treats a closed vault as empty, because its content is to be forgotten anyway. */
    abandonVault(): Promise<unknown>;
    /** Deletes every vault. */
    destroyVault(): Promise<Result<unknown, unknown>>;
  };
  readonly keychainState: () => KeychainState;
}

/**
 * Removes everything from this computer: the clipboard, the connections with their grants, the vault, the history, and
 * last the list: where that alone is missing, the next start takes it for lost. Failure `not-forgotten` says where
 * something is left.
 */
export async function forgetEverything(parts: Parts): Promise<Result<undefined, NotForgottenFailure>> {
  const { clipboardCopy, connections, ledger, vault, keychainState } = parts;
  await clipboardCopy.clear();
  await vault.abandonVault();
  const eraseRest = async () => {
    const isVaultGone = (await vault.destroyVault()).ok;
    return ledger.clear() && isVaultGone;
  };
  const left = new Set<UnerasedStore | 'no-keychain'>(await connections.forgetEverything(eraseRest));
  if (isMissing(keychainState()) && left.delete('keychain')) left.add('no-keychain');
  return left.size === 0 ? ok(undefined) : fail({ code: 'not-forgotten', left: [...left] });
}
