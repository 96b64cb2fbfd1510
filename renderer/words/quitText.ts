import type { KeychainState } from '../../preload/contract.ts';
import type { LostByQuitting } from '../../preload/quitting.ts';
import { listed, text } from './text.ts';

/** So many names are listed; of more only the first, and how many there are. */
const MOST_NAMES = 3;

/** Says what is lost by quitting now. `signIns`: the connections' names. */
export function quitText({ signIns, isTyped }: LostByQuitting): string {
  const lost = signIns.length > 0 ? text('quit.lost', { count: signIns.length, names: listed(fewOf(signIns)) }) : '';
  return [lost, isTyped ? text('quit.typed') : ''].filter(Boolean).join(' ');
}

function fewOf(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_NAMES) return names;
  const shown = names.slice(0, MOST_NAMES - 1);
  return [...shown, text('quit.others', { count: names.length - shown.length })];
}

/** What keeps a sign-in that is only in memory, with the button's label. */
interface Rescue {
  readonly does: 'store' | 'passphrase';
  readonly label: string;
}

/** The keychain once it is unlocked or works again; a passphrase where no keychain can store. */
export function quitRescue(keychain: KeychainState, mayCreateVault: boolean): Rescue {
  if (keychain === 'locked' || keychain === 'denied' || keychain === 'nobody-asks') {
    return { does: 'store', label: text('quit.unlockAndStore') };
  }
  if (mayCreateVault && keychain !== 'silent') return { does: 'passphrase', label: text('act.usePassphrase') };
  return { does: 'store', label: text('quit.storeAndQuit') };
}
