import type { Keychain } from '../../connections/model/ports.ts';

/** What stands in for the system's keychain once it is there. */
interface StandIn extends Keychain {
  readonly exists: boolean;
}

/** The system's keychain; or the vault, once a person has made one, until it is set aside, and beside it what the keychain has from before. */
export function vaultFallback(vault: StandIn, system: Keychain): Keychain {
  const inUse = (): Keychain => (vault.exists ? vault : system);
  return {
    read: async (place) => {
      const found = await inUse().read(place);
      if (!vault.exists || place.isTrial || !found.ok || found.value !== undefined) return found;
      // One from before there was a vault is used from where it is. Where no keychain is there may never have been one.
      const older = await system.read(place);
      return older.ok || older.failure.code !== 'keychain-unavailable' ? older : found;
    },
    write: (place, grant) => inUse().write(place, grant),
    remove: async (place) => {
      const isVault = vault.exists;
      const removed = await inUse().remove(place);
      if (!removed.ok || !isVault || place.isTrial) return removed;
      // One from before there was a vault: told as gone, nobody would ever look for it again.
      const older = await system.remove(place);
      return older.ok || older.failure.code === 'keychain-unavailable' ? removed : older;
    },
  };
}
