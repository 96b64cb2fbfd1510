import type { Keychain } from '../connections/ports.ts';

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
      return older.ok || older.failure.code === 'keychain-unavailable' ? removed : older;
    },
  };
}
