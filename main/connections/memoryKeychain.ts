import { ok } from '../result.ts';
import type { Grant } from './connection.ts';
import type { Keychain, KeychainPlace } from './ports.ts';

/** A keychain with a memory beside it, for a computer that has none. */
interface MemoryKeychain extends Keychain {
  /** Gives the keychain behind it what is held in memory, as far as it takes it now. */
  flush(): Promise<void>;
}

/**
 * On a computer without any keychain a grant is held until the app ends, so that one can work there; whoever shows it says
 * so. Nothing else is held: what a locked or a silent keychain does not take is a failure. Of what was not held here
 * nobody can tell that it is missing: it may be in a keychain that is not there now.
 */
export function memoryKeychain(behind: Keychain): MemoryKeychain {
  const held = new Map<string, { readonly place: KeychainPlace; readonly grant: Grant }>();
  /** Where a newer one is being written: what is held is not to follow it. */
  const underWay = new Set<string>();
  return {
    read: async (place) => {
      const inMemory = held.get(place.id);
      return inMemory === undefined ? behind.read(place) : ok(inMemory.grant);
    },
    write: async (place, grant) => {
      underWay.add(place.id);
      const written = await behind.write(place, grant).finally(() => underWay.delete(place.id));
      if (written.ok) held.delete(place.id);
      if (written.ok || written.failure.code !== 'keychain-unavailable') return written;
      held.set(place.id, { place, grant });
      return ok(undefined);
    },
    // A keychain that is not there now may hold an older one: that is for who asks to know.
    remove: async (place) => {
      held.delete(place.id);
      return behind.remove(place);
    },
    flush: async () => {
      for (const [id, { place, grant }] of [...held]) {
        // Meanwhile a newer one may have come, or it was removed.
        const isHeld = () => held.get(id)?.grant === grant;
        if (isHeld() && !underWay.has(id) && (await behind.write(place, grant)).ok && isHeld()) held.delete(id);
      }
    },
  };
}
