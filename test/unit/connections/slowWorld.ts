import { openConnections } from '../../../main/connections/connections.ts';
import { Ledger } from '../../../main/connections/history/ledger.ts';
import { PROMISED_FRESHNESS } from '../../../main/connections/model/freshness.ts';
import type { Clock, Http, Keychain } from '../../../main/connections/model/ports.ts';
import { FakeBrowser } from '../../fakes/browser.ts';
import { settled } from '../../fakes/clock.ts';
import { refused, unreached } from '../../fakes/fyleHttp.ts';
import { withoutStatus } from '../../fakes/keychain.ts';
import { fakeWorld, must, oauthDraft } from '../../fakes/world.ts';

/**
 * What is wrong with an answer: the provider is busy, refuses or cannot be reached, or the keychain is locked, and
 * nothing was done; or it was done and the answer was `lost` on its way.
 */
export type Trouble = 'none' | 'busy' | 'refused' | 'offline' | 'lost' | 'locked';

const host = 'accounts.fylehq.com';

/** A call of the app's that the test has not answered yet. */
interface PendingCall {
  /** The connection whose grant the call renews, or writes. */
  readonly renews?: string;
  readonly writes?: string;
  readonly begin: (trouble: Trouble) => void;
  /** Does it without an answer. */
  readonly doOnly: () => void;
}

/** Two connections at a provider that rotates. The test answers for provider and keychain, and can kill the app. */
export async function slowWorld(expiresIn: number, chance: number) {
  const {
    clock,
    fyle,
    keychain,
    registry,
    userAgent,
    practice,
    ledgerStore,
    journalStore,
    connections: first,
  } = fakeWorld();
  fyle.rotates = true;
  fyle.expiresIn = expiresIn;
  const ids = [must(await first.connect(oauthDraft())), must(await first.connect(oauthDraft()))];
  await first.close();

  const awaited: PendingCall[] = [];
  /** Connections for which a refresh is under way. */
  const underWay: (string | undefined)[] = [];
  /** Connections that had two refreshes under way at once. */
  const atOnce: string[] = [];
  /** Families whose newest refresh token never reached the keychain. */
  const interrupted = new Set<string | undefined>();
  /** The connection that each family was written to the keychain for. */
  const ownerOf = new Map<string | undefined, string>(ids.map((id) => [familyIn(id), id]));
  /** The family that was last written for each connection, whether the keychain took it or not. */
  const newestOf = new Map<string, string | undefined>();
  /** Connections whose newest refresh token the keychain did not take. */
  const pending = new Set<string>();

  function familyIn(id: string): string | undefined {
    return fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '');
  }
  const slowly = <T>(of: Pick<PendingCall, 'renews' | 'writes'>, act: (trouble: Trouble) => Promise<T>): Promise<T> =>
    new Promise((resolve) => {
      awaited.push({ ...of, begin: (trouble) => void act(trouble).then(resolve), doOnly: () => void act('none') });
    });
  const http: Http = async (url, request) => {
    const { refresh_token: token } = JSON.parse(request.body ?? '{}');
    const id = ownerOf.get(fyle.familyOf(String(token)));
    if (id !== undefined && underWay.includes(id)) atOnce.push(id);
    if (id !== undefined) underWay.push(id);
    const answer = await slowly(id === undefined ? {} : { renews: id }, async (trouble) => {
      const step = url.endsWith('/oauth/token') ? 'token' : url.endsWith('/oauth/cluster') ? 'cluster' : 'profile';
      if (trouble === 'busy') fyle.next(step, refused(503));
      if (trouble === 'refused') fyle.next(step, refused(401));
      if (trouble === 'offline') fyle.next(step, unreached({ code: 'offline', host }));
      const isGood = fyle.takes(String(token));
      const given = await fyle.http(url, request);
      if (trouble !== 'lost') return given;
      if (isGood) interrupted.add(fyle.familyOf(String(token)));
      return unreached({ code: 'interrupted', host });
    });
    if (id !== undefined) underWay.splice(underWay.indexOf(id), 1);
    return answer;
  };
  const slowKeychain: Keychain = {
    read: (place) => slowly({}, (trouble) => lockedWhen(trouble === 'locked', () => keychain.read(place))),
    write: (place, grant) => {
      const family = fyle.familyOf(grant.refreshToken.reveal());
      ownerOf.set(family, place.id);
      newestOf.set(place.id, family);
      return slowly({ writes: place.id }, async (trouble) => {
        const written = await lockedWhen(trouble === 'locked', () => keychain.write(place, grant));
        if (written.ok) pending.delete(place.id);
        else pending.add(place.id);
        return written;
      });
    },
    remove: (place) => slowly({}, (trouble) => lockedWhen(trouble === 'locked', () => keychain.remove(place))),
  };
  const lockedWhen = async <T>(isLocked: boolean, act: () => Promise<T>): Promise<T> => {
    const { read, write, remove } = keychain.failures;
    const failure = isLocked ? ({ code: 'keychain-locked' } as const) : undefined;
    Object.assign(keychain.failures, { read: failure, write: failure, remove: failure });
    const done = await act();
    Object.assign(keychain.failures, { read, write, remove });
    return done;
  };

  /** Ends the app at once: what it still has under way calls nobody any more. */
  let end = (): void => undefined;
  const started = () => {
    let isOver = false;
    const timers: (() => void)[] = [];
    end = () => {
      isOver = true;
      for (const stop of timers) stop();
    };
    const itsClock: Clock = {
      now: () => clock.now(),
      uptime: () => clock.uptime(),
      after: (delay, act) => {
        const stop = clock.after(delay, act);
        timers.push(stop);
        return stop;
      },
    };
    const never = new Promise<never>(() => undefined);
    const alive =
      <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        isOver ? never : call(...args);
    const { read, write, remove } = slowKeychain;
    const itsKeychain = { read: alive(read), write: alive(write), remove: alive(remove) };
    const ledger = new Ledger(ledgerStore, journalStore, itsClock);
    const ports = {
      userAgent,
      browser: new FakeBrowser(),
      http: alive(http),
      keychain: withoutStatus(itsKeychain),
      registry,
      practice,
      promised: () => PROMISED_FRESHNESS,
    };
    return openConnections({ ...ports, clock: itsClock, ledger }, () => chance);
  };
  let connections = started();
  const answer = (which: number, trouble: Trouble) => {
    const [one] = awaited.splice(which % Math.max(1, awaited.length), 1);
    one?.begin(trouble);
  };
  return {
    ...{ clock, fyle, keychain, registry, ids, atOnce, interrupted, answer, familyIn, newestOf },
    get connections() {
      return connections;
    },
    /**
     * Kills the app and restarts it. Each pending call is done or not, as `isDone` says in turn, without an answer.
     * Gives the connections whose newest refresh token may be lost.
     */
    killed: async (isDone: readonly boolean[]): Promise<ReadonlySet<string>> => {
      const mayBeGone = new Set(pending);
      void connections.close();
      end();
      const calls = awaited.splice(0).map((call, at) => ({ ...call, done: isDone[at % isDone.length] ?? false }));
      for (const { writes, done, doOnly } of calls) {
        if (done) doOnly();
        if (writes !== undefined && !done) mayBeGone.add(writes);
        if (writes !== undefined && done) mayBeGone.delete(writes);
      }
      // Last: what a write stores, an older grant that was pending too, a renewal beside it may have replaced meanwhile.
      for (const { renews, done } of calls) if (renews !== undefined && done) mayBeGone.add(renews);
      await settled();
      underWay.splice(0);
      pending.clear();
      connections = started();
      connections.recheck();
      return mayBeGone;
    },
    /** Answers every pending call, and those that follow, without trouble. */
    answerAll: async () => {
      for (await settled(); awaited.length > 0; await settled()) answer(0, 'none');
    },
  };
}
