import type { AnswerFailure } from '../../../preload/failure.ts';
import { type Http, readRetryAfter } from '../../oauth/answer.ts';
import type { Clock } from '../model/ports.ts';
import { LONGEST_RETRY_AFTER } from './retryPolicy.ts';
import { LONGEST_SLEEP } from './scheduler.ts';

/** What is asked by itself: a new token comes before whose a token is. */
export type BackgroundRequest = 'renewal' | 'identity';

/** The least time between two of them at one host, milliseconds: five a second, and some room for a line that shifts them. */
const GAP = 210;
/** What chance adds to it at the most, so that many apps behind one address do not go in step. */
const SPREAD = 80;
/** How long a host is left alone that has too many requests and does not say for how long. */
const PAUSE = 1_000;
/**
 * How many of these may be under way at one host: Chromium has six lines to it and lets a seventh request wait for one,
 * its deadline running. The sixth is a person's.
 */
const MOST_UNDER_WAY = 5;

type Act = (http: Http) => Promise<void>;

/** That a host wants to be left alone: until when (Unix ms), and what is told of it. */
export interface HostPause {
  readonly until: number;
  readonly failure: AnswerFailure;
}

/** What waits for one host. */
interface Lane {
  readonly waiting: { readonly [E in BackgroundRequest]: Act[] };
  /** When the next may go, by the steady clock. */
  freeAt: number;
  /** The last pause that the host wanted, over or not. */
  pause: HostPause | undefined;
  /** Somebody has the next place and has not asked yet. */
  isTaken: boolean;
  /** Asked by itself and not answered yet. */
  underWay: number;
}

/**
 * How fast one host is asked: what a person waits for goes at once; all that the app does by itself goes one by one, at
 * most five in a second and five under way, and stands back for persons.
 */
export class HostThrottle {
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #chance: () => number;
  readonly #lanes = new Map<string, Lane>();
  /** What was begun and waits for one more request. */
  readonly #further = new Set<Act>();
  #isClosed = false;

  /** @param chance 0 to 1, anew at each call */
  constructor(http: Http, clock: Clock, chance: () => number) {
    this.#http = http;
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Asks for a person who waits: at once, and what goes by itself gives way. */
  readonly atOnce: Http = (url, request) => this.#ask(this.#lane(hostOf(url)), url, request);

  /**
   * Does `act` when this host's turn has come. The first request by the `http` it is given is what the turn is for: the
   * next one's begins with it, so that whatever `act` does before (read a keychain) happens for one at a time. A further
   * request waits for a turn of its own, before those that have not begun; a renewal's goes at once, for nobody can renew,
   * sign in again or remove a connection before its renewal has ended.
   */
  inBackground(host: string, errand: BackgroundRequest, act: Act): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#lane(host).waiting[errand].push((http) => act(http).then(resolve, reject));
      this.#next(this.#lane(host));
    });
  }

  /** Lets nobody have a turn any more, for the end of the app; what has begun asks on at once, for its end is waited for. */
  close(): void {
    this.#isClosed = true;
    for (const act of this.#further) void act(this.atOnce);
  }

  /** The last pause that the host of an address wanted, over or not. */
  lastPauseOf(address: string): HostPause | undefined {
    return this.#lane(hostOf(address)).pause;
  }

  #next(lane: Lane): void {
    const isWanted = lane.waiting.renewal.length + lane.waiting.identity.length > 0;
    const isFull = lane.isTaken || lane.underWay >= MOST_UNDER_WAY;
    if (isFull || !isWanted || this.#isClosed) return;
    lane.isTaken = true;
    const wait = this.#waitOf(lane) + this.#chance() * SPREAD;
    this.#clock.after(Math.min(wait, LONGEST_SLEEP), () => {
      lane.isTaken = false;
      // A person asked meanwhile, or the host wants a pause.
      if (this.#waitOf(lane) > 0) this.#next(lane);
      else this.#admit(lane);
    });
  }

  #waitOf(lane: Lane): number {
    return Math.max(0, lane.freeAt - this.#clock.uptime(), (lane.pause?.until ?? 0) - this.#clock.now());
  }

  #admit(lane: Lane): void {
    const errand = lane.waiting.renewal.length > 0 ? 'renewal' : 'identity';
    const act = lane.waiting[errand].shift();
    if (act === undefined || this.#isClosed) return;
    lane.isTaken = true;
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      lane.isTaken = false;
      this.#next(lane);
    };
    const http: Http = (url, request) => {
      if (isOver) return errand === 'renewal' ? this.atOnce(url, request) : this.#later(url, request);
      lane.underWay += 1;
      const answer = this.#ask(lane, url, request).finally(() => {
        lane.underWay -= 1;
        this.#next(lane);
      });
      leave();
      return answer;
    };
    void act(http).finally(leave);
  }

  #later(...[url, request]: Parameters<Http>): ReturnType<Http> {
    if (this.#isClosed) return this.atOnce(url, request);
    const lane = this.#lane(hostOf(url));
    return new Promise((resolve, reject) => {
      const act: Act = (http) => {
        this.#further.delete(act);
        return http(url, request).then(resolve, reject);
      };
      this.#further.add(act);
      lane.waiting.identity.unshift(act);
      this.#next(lane);
    });
  }

  async #ask(lane: Lane, ...[url, request]: Parameters<Http>): ReturnType<Http> {
    lane.freeAt = Math.max(lane.freeAt, this.#clock.uptime()) + GAP;
    const answer = await this.#http(url, request);
    const status = answer.ok ? answer.value.status : 0;
    if (answer.ok && (status === 429 || status === 503)) {
      const says = readRetryAfter(answer.value.headers);
      const asked = Math.min(says.retryAfter ?? (status === 429 ? PAUSE : 0), LONGEST_RETRY_AFTER);
      const until = this.#clock.now() + asked;
      const failure: AnswerFailure =
        status === 429
          ? { code: 'too-many-requests', step: 'token', ...says }
          : { code: 'server-error', step: 'token', status, ...says };
      if (until > (lane.pause?.until ?? 0)) lane.pause = { until, failure };
    }
    return answer;
  }

  #lane(host: string): Lane {
    const known = this.#lanes.get(host);
    if (known !== undefined) return known;
    const waiting = { renewal: [], identity: [] };
    const lane = { waiting, freeAt: 0, pause: undefined, isTaken: false, underWay: 0 };
    this.#lanes.set(host, lane);
    return lane;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
