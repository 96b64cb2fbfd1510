import { ok } from '../../result.ts';
import type { Grant } from '../model/connection.ts';
import type { Clock, Keychain, KeychainPlace } from '../model/ports.ts';

/** How long what is held waits before the keychain is offered it again, milliseconds; some refuse, and never say when they would not. */
const RETRY = 60_000;

/** A keychain with a memory beside it, for a computer that has none. */
interface MemoryKeychain extends Keychain {
  /** Gives the keychain behind it what is held in memory, as far as it takes it now. */
  flush(): Promise<void>;
  /** Whether nothing is held: all there is stands in the keychain behind it. */
  readonly isEmpty: boolean;
}

/**
 * On a computer without any keychain a grant is held until the app ends, so that one can work there; whoever shows it says
 * so. Nothing else is held: what a locked or a silent keychain does not take is a failure. Of what was not held here
 * nobody can tell that it is missing: it may be in a keychain that is not there now. What is held is offered again every
 * minute; `onKept` is called when some of it was taken.
 */
export function memoryKeychain(behind: Keychain, clock: Clock, onKept: () => void): MemoryKeychain {
  const held = new Map<string, { readonly place: KeychainPlace; readonly grant: Grant }>();
  /** Where a newer one is being written: what is held is not to follow it. */
  const underWay = new Set<string>();
  let isWaiting = false;
  const offerLater = () => {
    if (isWaiting || held.size === 0) return;
    isWaiting = true;
    clock.after(RETRY, () => {
      isWaiting = false;
      void flush();
    });
  };
  const flush = async () => {
    for (const [id, { place, grant }] of [...held]) {
      // Meanwhile a newer one may have come, or it was removed.
      const isHeld = () => held.get(id)?.grant === grant;
      if (!isHeld() || underWay.has(id) || !(await behind.write(place, grant)).ok || !isHeld()) continue;
      held.delete(id);
      onKept();
    }
    offerLater();
  };
  return {
    flush,
    get isEmpty() {
      return held.size === 0;
    },
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
      offerLater();
      return ok(undefined);
    },
    // A keychain that is not there now may hold an older one: that is for who asks to know.
    remove: async (place) => {
      held.delete(place.id);
      return behind.remove(place);
    },
  };
}
