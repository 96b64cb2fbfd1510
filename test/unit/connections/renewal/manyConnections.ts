import { openConnections } from '../../../../main/connections/connections.ts';
import type { Connection } from '../../../../main/connections/model/connection.ts';
import { PROMISED_FRESHNESS } from '../../../../main/connections/model/freshness.ts';
import type { Http, Keychain } from '../../../../main/connections/model/ports.ts';
import type { Endpoints } from '../../../../preload/form.ts';
import { FakeBrowser } from '../../../fakes/browser.ts';
import { ANNA, CLIENT_ID, CLIENT_SECRET } from '../../../fakes/fyleHttp.ts';
import { withoutStatus } from '../../../fakes/keychain.ts';
import { fakeWorld } from '../../../fakes/world.ts';

/** How many connections there are, at which provider, and how fast it answers. */
interface Scene {
  readonly count: number;
  readonly endpoints: Endpoints;
  /** How long an answer takes, milliseconds. */
  readonly answerTime: number;
}

/** One request that the app made, or one read of the keychain, by `uptime`. */
interface Noted {
  readonly at: number;
  readonly host: string;
}

/** A world of many stored connections without a token, which notes when a request or a read of the keychain began. */
export function manyConnections({ count, endpoints, answerTime }: Scene) {
  const { clock, fyle, keychain, registry, userAgent, practice, ledger } = fakeWorld();
  const chance = evenChance();
  const requests: Noted[] = [];
  const reads: Noted[] = [];

  const connections: Connection[] = Array.from({ length: count }, (_, index) => {
    const id = index.toString(16).padStart(32, '0');
    keychain.items.set(id, { refreshToken: fyle.grant(`refresh-of-${id}`), clientSecret: CLIENT_SECRET });
    return {
      ...{ id, name: `Company ${index}`, kind: 'internal', practice: false, clientId: CLIENT_ID, endpoints },
      cluster: new URL(endpoints.cluster).hostname.endsWith('fylehq.com')
        ? 'https://us1.fylehq.com'
        : new URL(endpoints.cluster).origin,
      // In the order that the provider's answer is read in: an unchanged profile is not written again.
      profile: ANNA,
      authorization: { signedInAt: clock.now(), endsAt: clock.now() + 31_536_000_000, estimated: true },
    };
  });
  registry.write({ connections, orphanedItems: [] });

  const later = (delay: number) => new Promise<void>((resolve) => clock.after(delay, resolve));
  const http: Http = async (url, request) => {
    requests.push({ at: clock.uptime(), host: new URL(url).host });
    if (answerTime > 0) await later(answerTime);
    return fyle.http(url, request);
  };
  const notingKeychain: Keychain = {
    read: async (place) => {
      reads.push({ at: clock.uptime(), host: 'keychain' });
      return keychain.read(place);
    },
    write: (place, grant) => keychain.write(place, grant),
    remove: (place) => keychain.remove(place),
  };
  const desk = openConnections(
    {
      userAgent,
      browser: new FakeBrowser(),
      http,
      keychain: withoutStatus(notingKeychain),
      registry,
      clock,
      practice,
      ledger,
      promised: () => PROMISED_FRESHNESS,
    },
    chance,
  );
  return { clock, fyle, connections: desk, requests, reads };
}

/** The largest number of requests to one host within any second, both ends included. */
export function mostInASecond(requests: readonly Noted[]): number {
  const hosts = new Set(requests.map(({ host }) => host));
  return Math.max(
    ...[...hosts].map((host) => {
      const times = requests.filter((one) => one.host === host).map(({ at }) => at);
      let from = 0;
      return times.reduce((most, at, index) => {
        while (at - (times[from] ?? 0) > 1_000) from += 1;
        return Math.max(most, index - from + 1);
      }, 0);
    }),
  );
}

/** Random numbers that are the same in every run, by a linear congruential generator. @see Knuth, TAOCP 2, §3.2.1 */
function evenChance(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
