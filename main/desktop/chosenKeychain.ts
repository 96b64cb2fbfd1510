import type { Keychain } from '../connections/ports.ts';
import { fail } from '../result.ts';

/** What stands in for the system's keychain once it is there. */
interface StandIn extends Keychain {
  readonly isThere: boolean;
}

/** The system's keychain; or the vault, once a person has made one, until it is set aside. */
export function chosenKeychain(vault: StandIn, system: Keychain): Keychain {
  const inUse = (): Keychain => (vault.isThere ? vault : system);
  return {
    read: (place) => inUse().read(place),
    write: (place, grant) => inUse().write(place, grant),
    remove: async (place) => {
      const isVault = vault.isThere;
      const removed = await inUse().remove(place);
      if (!removed.ok || !isVault) return removed;
      // One from before there was a vault: told as gone, nobody would ever look for it again.
      const older = await system.remove(place);
      const isGone = older.ok || older.failure.code === 'keychain-unavailable';
      // The system's own failure would be taken for the vault's.
      return isGone ? removed : fail({ code: 'keychain-refused' });
    },
  };
}
