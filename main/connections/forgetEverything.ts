import type { KeychainState } from '../../preload/contract.ts';
import type { NotForgottenFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ClipboardCopy } from './clipboardCopy.ts';
import type { Ledger } from './history/ledger.ts';
import type { UnerasedStore } from './storage/eraseAll.ts';

interface Parts {
  readonly clipboardCopy: Pick<ClipboardCopy, 'clear'>;
  readonly connections: { forgetEverything(): Promise<readonly UnerasedStore[]> };
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
 * Removes everything from this computer: the clipboard, the connections with their grants, the vault, and the history
 * last: the next start clears a history without connections. Failure `not-forgotten` says where something is left.
 */
export async function forgetEverything(parts: Parts): Promise<Result<undefined, NotForgottenFailure>> {
  const { clipboardCopy, connections, ledger, vault, keychainState } = parts;
  await clipboardCopy.clear();
  await vault.abandonVault();
  const left = new Set<UnerasedStore | 'no-keychain'>(await connections.forgetEverything());
  const isVaultGone = (await vault.destroyVault()).ok;
  const isHistoryGone = ledger.clear();
  if (!isVaultGone || !isHistoryGone) left.add('disk');
  if (keychainState() === 'absent' && left.delete('keychain')) left.add('no-keychain');
  return left.size === 0 ? ok(undefined) : fail({ code: 'not-forgotten', left: [...left] });
}
