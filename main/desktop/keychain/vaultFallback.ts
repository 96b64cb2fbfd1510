import { isWithoutKeychain } from '../../connections/model/failureStatus.ts';
import type { Keychain } from '../../connections/model/ports.ts';

/** What replaces the system's keychain once it exists. */
interface StandIn extends Keychain {
  readonly exists: boolean;
}

/** The system's keychain; once a person has created a vault, the vault, and behind it the keychain for grants from before. */
export function vaultFallback(vault: StandIn, system: Keychain): Keychain {
  const inUse = (): Keychain => (vault.exists ? vault : system);
  return {
    read: async (place, by) => {
      const found = await inUse().read(place, by);
      if (!vault.exists || place.isTrial || !found.ok || found.value !== undefined) return found;
      // A grant from before the vault stays in the keychain. Without a keychain there may never have been one.
      const older = await system.read(place, by);
      return older.ok || !isWithoutKeychain(older.failure) ? older : found;
    },
    write: (place, grant) => inUse().write(place, grant),
    remove: async (place, by) => {
      const isVault = vault.exists;
      const removed = await inUse().remove(place, by);
      if (!removed.ok || !isVault || place.isTrial) return removed;
      // A grant from before the vault must go too: after a reported success nobody would remove it.
      const older = await system.remove(place, by);
      return older.ok || isWithoutKeychain(older.failure) ? removed : older;
    },
  };
}
