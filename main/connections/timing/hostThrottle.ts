import type { AnswerFailure } from '../../../preload/failure.ts';
import { type Http, readRetryAfter } from '../../oauth/answer.ts';
import type { Clock } from '../model/ports.ts';
import { Pause } from './pause.ts';
import { LONGEST_RETRY_AFTER } from './retryPolicy.ts';
import { LONGEST_SLEEP } from './scheduler.ts';

/** What the app requests in the background; renewals go before identity lookups. */
export type BackgroundRequest = 'renewal' | 'identity';

/** The time between requests, milliseconds: five a second, with room for a network that shifts them. */
const INTERVAL = 210;
/** The longest random time on top, milliseconds, so that many apps behind one address do not send in step. */
const LONGEST_JITTER = 80;
/** A host's pause after 429 without Retry-After, milliseconds. */
const DEFAULT_PAUSE = 1_000;
/**
 * Background requests in flight at one host. Chromium opens six connections to a host and lets a seventh request wait
 * while its deadline runs; the sixth connection is for a person's request.
 */
const MOST_IN_FLIGHT = 5;

type Task = (http: Http) => Promise<void>;

/** A pause that a host asked for: until when, by the throttle's clock, and the failure that reports it. */
export interface HostPause {
  readonly until: number;
  readonly failure: AnswerFailure;
}

/** One host's background tasks, and what decides when the next may start. */
interface HostQueue {
  readonly tasks: { readonly [R in BackgroundRequest]: Task[] };
  /** When the next request may be sent, on the steady clock. */
  freeAt: number;
  /** The last pause that the host asked for, over or not. */
  pause: HostPause | undefined;
  /** The next task is chosen: its timer runs, or it has started and not yet sent its first request. */
  isTaken: boolean;
  /** Background requests that are not answered yet. */
  inFlight: number;
  /** Ends the wait for the next task's turn, while there is one. */
  callOff: (() => void) | undefined;
}

/**
 * Limits how fast each host is asked. A person's request is sent at once; background requests are sent one by one, at
 * most five a second and five unanswered, and wait for an interval after a person's. None is sent during a person's pause.
 */
export class HostThrottle {
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #chance: () => number;
  readonly #pause: Pause;
  readonly #queues = new Map<string, HostQueue>();
  /** Further requests of running tasks, queued again. */
  readonly #furtherRequests = new Set<Task>();
  #isClosed = false;

  /** @param chance 0 to 1, random at each call */
  constructor(http: Http, clock: Clock, chance: () => number, pause = new Pause(clock)) {
    this.#http = http;
    this.#pause = pause;
    pause.onChange(() => {
      for (const queue of this.#queues.values()) {
        queue.callOff?.();
        this.#planNext(queue);
      }
    });
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Sends a request that a person waits for: at once. */
  readonly foreground: Http = (url, request) => this.#send(this.#queueOf(hostOf(url)), url, request);

  /**
   * Runs a task when the host's queue reaches it; settles as the task does. The next task starts once this one has sent
   * its first request, so that what comes before it (a read of the keychain) happens for one task at a time. A further
   * request of the task is queued again, before tasks that have not started; a renewal's is sent at once, because
   * nobody can renew, sign in again or remove a connection until its renewal has ended.
   */
  inBackground(host: string, kind: BackgroundRequest, task: Task): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queueOf(host);
      queue.tasks[kind].push((http) => task(http).then(resolve, reject));
      this.#planNext(queue);
    });
  }

  /**
   * Starts no task any more, for the end of the app, which waits for running tasks: their further requests go at once.
   */
  close(): void {
    this.#isClosed = true;
    for (const request of this.#furtherRequests) void request(this.foreground);
  }

  /** The last pause that the host of this URL asked for, over or not. */
  lastPauseOf(url: string): HostPause | undefined {
    return this.#queueOf(hostOf(url)).pause;
  }

  #planNext(queue: HostQueue): void {
    const isEmpty = queue.tasks.renewal.length + queue.tasks.identity.length === 0;
    if (isEmpty || queue.isTaken || queue.inFlight >= MOST_IN_FLIGHT || this.#isClosed) return;
    queue.isTaken = true;
    const wait = this.#waitOf(queue) + this.#chance() * LONGEST_JITTER;
    const turn = () => {
      queue.isTaken = false;
      queue.callOff = undefined;
      // A person's request was sent meanwhile, or the host has asked for a pause.
      if (this.#waitOf(queue) > 0) this.#planNext(queue);
      else this.#startNext(queue);
    };
    const cancel = this.#clock.after(Math.min(wait, LONGEST_SLEEP), turn);
    queue.callOff = () => {
      cancel();
      queue.isTaken = false;
      queue.callOff = undefined;
    };
  }

  #waitOf({ freeAt, pause }: HostQueue): number {
    return Math.max(0, freeAt - this.#clock.uptime(), (pause?.until ?? 0) - this.#clock.now(), this.#pause.left);
  }

  #startNext(queue: HostQueue): void {
    const kind = queue.tasks.renewal.length > 0 ? 'renewal' : 'identity';
    const task = queue.tasks[kind].shift();
    if (task === undefined || this.#isClosed) return;
    queue.isTaken = true;
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      queue.isTaken = false;
      this.#planNext(queue);
    };
    const http: Http = (url, request) => {
      if (hasLeft) return kind === 'renewal' ? this.foreground(url, request) : this.#queueAgain(url, request);
      queue.inFlight += 1;
      const answer = this.#send(queue, url, request).finally(() => {
        queue.inFlight -= 1;
        this.#planNext(queue);
      });
      leave();
      return answer;
    };
    void task(http).finally(leave);
  }

  #queueAgain(...[url, request]: Parameters<Http>): ReturnType<Http> {
    if (this.#isClosed) return this.foreground(url, request);
    const queue = this.#queueOf(hostOf(url));
    return new Promise((resolve, reject) => {
      const task: Task = (http) => {
        this.#furtherRequests.delete(task);
        return http(url, request).then(resolve, reject);
      };
      this.#furtherRequests.add(task);
      queue.tasks.identity.unshift(task);
      this.#planNext(queue);
    });
  }

  async #send(queue: HostQueue, ...[url, request]: Parameters<Http>): ReturnType<Http> {
    queue.freeAt = Math.max(queue.freeAt, this.#clock.uptime()) + INTERVAL;
    const answer = await this.#http(url, request);
    const status = answer.ok ? answer.value.status : 0;
    if (answer.ok && (status === 429 || status === 503)) {
      const says = readRetryAfter(answer.value.headers);
      const pause = Math.min(says.retryAfter ?? (status === 429 ? DEFAULT_PAUSE : 0), LONGEST_RETRY_AFTER);
      const until = this.#clock.now() + pause;
      const failure: AnswerFailure =
        status === 429
          ? { code: 'too-many-requests', step: 'token', ...says }
          : { code: 'server-error', step: 'token', status, ...says };
      if (until > (queue.pause?.until ?? 0)) queue.pause = { until, failure };
    }
    return answer;
  }

  #queueOf(host: string): HostQueue {
    const known = this.#queues.get(host);
    if (known !== undefined) return known;
    const tasks = { renewal: [], identity: [] };
    const queue = { tasks, freeAt: 0, pause: undefined, isTaken: false, inFlight: 0, callOff: undefined };
    this.#queues.set(host, queue);
    return queue;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
