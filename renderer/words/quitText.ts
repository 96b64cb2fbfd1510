import type { KeychainState } from '../../preload/contract.ts';
import type { LostByQuitting } from '../../preload/quitting.ts';

/** So many names are listed; of more only the first, and how many there are. */
const MOST_NAMES = 3;

/** Says what is lost by quitting now. `signIns`: the connections' names. */
export function quitText({ signIns, isTyped }: LostByQuitting): string {
  const typed = isTyped ? 'What you have typed is not saved and will be lost.' : '';
  return [signIns.length > 0 ? signInsText(signIns) : '', typed].filter(Boolean).join(' ');
}

function signInsText(names: readonly string[]): string {
  const one = `The sign-in of ${names[0]} is only in memory.`;
  const all = names.length === 1 ? one : `The sign-ins of ${listOf(names)} are only in memory.`;
  return `${all} If you quit now, you have to sign in again.`;
}

function listOf(names: readonly string[]): string {
  const others = names.length - MOST_NAMES + 1;
  const items = names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${others} others`] : names;
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What keeps a sign-in that is only in memory, with the button's label. */
interface Rescue {
  readonly does: 'store' | 'passphrase';
  readonly label: string;
}

/** The keychain once it is unlocked or works again; a passphrase where no keychain can store. */
export function quitRescue(keychain: KeychainState, mayCreateVault: boolean): Rescue {
  if (keychain === 'locked' || keychain === 'denied' || keychain === 'nobody-asks') {
    return { does: 'store', label: 'Unlock and store' };
  }
  if (mayCreateVault && keychain !== 'silent') return { does: 'passphrase', label: 'Use a passphrase' };
  return { does: 'store', label: 'Store and quit' };
}
