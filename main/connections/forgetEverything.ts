import type { KeychainState } from '../../preload/contract.ts';
import type { NotForgottenFailure } from '../../preload/failure.ts';
import { fail, ok, type Result } from '../result.ts';
import type { ClipboardCopy } from './clipboardCopy.ts';
import type { Ledger } from './history/ledger.ts';
import type { UnerasedStore } from './storage/eraseAll.ts';
import { isMissing } from './storage/keychainStatus.ts';

interface Parts {
  readonly clipboardCopy: Pick<ClipboardCopy, 'clear'>;
  /** For when none of our tokens is on the clipboard. */
  readonly clipboard: { forgetCopied(): void };
  readonly connections: { forgetEverything(eraseRest: () => Promise<boolean>): Promise<readonly UnerasedStore[]> };
  /** How the list is left: it keeps nothing of connections that are gone. */
  readonly list: { forgetOthers(): void };
  /** Forgets how far the ledger reached. */
  readonly activity: { forget(): Promise<void> };
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
 * last the list: where that alone is missing, the next start takes it for lost. How far the history reached is forgotten
 * before it: killed in between, the next start would say that somebody cut it off. Failure `not-forgotten` says where
 * something is left.
 */
export async function forgetEverything(parts: Parts): Promise<Result<undefined, NotForgottenFailure>> {
  const { clipboardCopy, clipboard, connections, list, activity, ledger, vault, keychainState } = parts;
  await clipboardCopy.clear();
  await vault.abandonVault();
  const eraseRest = async () => {
    list.forgetOthers();
    const isVaultGone = (await vault.destroyVault()).ok;
    await activity.forget();
    return ledger.clear() && isVaultGone;
  };
  const left = new Set<UnerasedStore | 'no-keychain'>(await connections.forgetEverything(eraseRest));
  clipboard.forgetCopied();
  if (isMissing(keychainState()) && left.delete('keychain')) left.add('no-keychain');
  return left.size === 0 ? ok(undefined) : fail({ code: 'not-forgotten', left: [...left] });
}
