import { Connections } from '../../../main/connections/connections.ts';
import type { Http, Keychain } from '../../../main/connections/ports.ts';
import { settled } from '../../fakes/clock.ts';
import { refused, unreached } from '../../fakes/fyleHttp.ts';
import { fakeWorld, must, oauthDraft } from '../../fakes/world.ts';

/** What is wrong with an answer: the provider is busy, or cannot be reached, or the keychain is locked. Nothing was done then. */
export type Trouble = 'none' | 'busy' | 'offline' | 'locked';

interface Awaited {
  readonly begin: (trouble: Trouble) => void;
}

/** A provider that rotates, two connections, and answers of provider and keychain that come when the test says so. */
export async function slowWorld(expiresIn: number) {
  const { clock, fyle, keychain, registry, userAgent, practice, ledger, connections: first } = fakeWorld();
  fyle.rotates = true;
  fyle.expiresIn = expiresIn;
  const ids = [must(await first.connect(oauthDraft())), must(await first.connect(oauthDraft()))];
  first.close();

  const awaited: Awaited[] = [];
  const underWay: string[] = [];
  /** Grants of which two refreshes were under way at once. */
  const atOnce: string[] = [];

  const slowly = <T>(act: (trouble: Trouble) => Promise<T>): Promise<T> =>
    new Promise((resolve) => {
      awaited.push({ begin: (trouble) => void act(trouble).then(resolve) });
    });
  const http: Http = async (url, request) => {
    const { refresh_token: token } = JSON.parse(request.body ?? '{}');
    const family = fyle.familyOf(String(token));
    if (family !== undefined) {
      if (underWay.includes(family)) atOnce.push(family);
      underWay.push(family);
    }
    const answer = await slowly((trouble) => {
      const step = url.endsWith('/oauth/token') ? 'token' : url.endsWith('/oauth/cluster') ? 'cluster' : 'profile';
      if (trouble === 'busy') fyle.next(step, refused(503));
      if (trouble === 'offline') fyle.next(step, unreached({ code: 'offline', host: 'accounts.fylehq.com' }));
      return fyle.http(url, request);
    });
    if (family !== undefined) underWay.splice(underWay.indexOf(family), 1);
    return answer;
  };
  const slowKeychain: Keychain = {
    read: (place) => slowly((trouble) => lockedWhen(trouble === 'locked', () => keychain.read(place))),
    write: (place, grant) => slowly((trouble) => lockedWhen(trouble === 'locked', () => keychain.write(place, grant))),
    remove: (place) => slowly((trouble) => lockedWhen(trouble === 'locked', () => keychain.remove(place))),
  };
  const lockedWhen = async <T>(isLocked: boolean, act: () => Promise<T>): Promise<T> => {
    const { read, write, remove } = keychain.failures;
    const failure = isLocked ? ({ code: 'keychain-locked' } as const) : undefined;
    Object.assign(keychain.failures, { read: failure, write: failure, remove: failure });
    const done = await act();
    Object.assign(keychain.failures, { read, write, remove });
    return done;
  };

  const connections = new Connections({ userAgent, http, keychain: slowKeychain, registry, clock, practice, ledger });
  const answer = (which: number, trouble: Trouble) => {
    const [one] = awaited.splice(which % Math.max(1, awaited.length), 1);
    one?.begin(trouble);
  };
  return {
    ...{ clock, fyle, keychain, registry, connections, ids, atOnce, answer },
    /** Lets everything that is awaited, and what comes of it, go well. */
    answerAll: async () => {
      for (await settled(); awaited.length > 0; await settled()) answer(0, 'none');
    },
  };
}
