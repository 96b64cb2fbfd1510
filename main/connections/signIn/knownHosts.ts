import type { Endpoints } from '../../../preload/form.ts';
import { fylePresets } from '../../oauth/fyle.ts';

interface World {
  /** The endpoints of every connection now. */
  readonly connected: () => readonly Endpoints[];
  /** Asks the person, outside the page, whether requests may go to these hosts, `auth.example:8443`. */
  readonly ask: (hosts: readonly string[]) => Promise<boolean>;
}

/**
 * The hosts to which requests may go: of the presets, of a connection, and of which the person has said so since the start.
 * The page names addresses freely; without this, one that was taken over would send what it knows anywhere, and learn which
 * programs of this network listen.
 */
export class KnownHosts {
  readonly #world: World;
  readonly #confirmed = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Whether requests may go to these endpoints; the person is asked about hosts that are new. */
  async admit(endpoints: Endpoints): Promise<boolean> {
    const known = new Set(
      [...fylePresets.map((preset) => preset.endpoints), ...this.#world.connected()].flatMap(originsOf),
    );
    const unknown = originsOf(endpoints).filter((origin) => !known.has(origin) && !this.#confirmed.has(origin));
    if (unknown.length === 0) return true;
    const hosts = new Set(unknown.map((origin) => new URL(origin).host));
    if (!(await this.#world.ask([...hosts]))) return false;
    for (const origin of unknown) this.#confirmed.add(origin);
    return true;
  }
}

function originsOf({ authorization, token, cluster }: Endpoints): readonly string[] {
  return [authorization, token, cluster].map((address) => new URL(address).origin);
}
