import { readHttpDate } from '../../oauth/httpDate.ts';
import { isLoopback } from '../../oauth/provider.ts';
import { ok } from '../../result.ts';
import type { Clock, Http } from '../model/ports.ts';

/** A smaller difference is told nobody, milliseconds. */
const WORTH_TELLING = 120_000;
/** An answer that took longer says too little of when it was given; so does a clock that was set meanwhile. */
const LONGEST_ROUND = 10_000;
const STEP = 1_000;
/** How often it is looked whether the clock was put right, while it is told that it is wrong. */
const PERIOD = 60_000;

/**
 * An `Http` that measures by each answer's `Date` how far the provider's clock is ahead of this computer's, half the
 * round trip allowed for. It changes no deadline: lifetimes are relative. `skew` is in milliseconds, undefined when it is
 * not worth telling or not known, as after the clock was set; `onChange` is called when that changed. An answer without a
 * date counts as given at its arrival: a wait until a date becomes one in seconds.
 * @see RFC 9110 §6.6.1
 */
export function measureClockSkew(
  http: Http,
  clock: Clock,
  onChange: () => void,
): { readonly http: Http; readonly skew: () => number | undefined } {
  let measured: { readonly skew: number; readonly ahead: number } | undefined;
  let told: number | undefined;
  let isLooking = false;

  const ahead = () => clock.now() - clock.uptime();
  const skew = () => {
    if (measured === undefined || Math.abs(measured.skew) <= WORTH_TELLING) return undefined;
    return Math.abs(ahead() - measured.ahead) < STEP ? measured.skew : undefined;
  };
  const look = () => {
    const now = skew();
    const isNews = (now === undefined) !== (told === undefined) || Math.abs((now ?? 0) - (told ?? 0)) > STEP;
    if (isNews) told = now;
    if (isNews) onChange();
    if (now === undefined || isLooking) return;
    isLooking = true;
    clock.after(PERIOD, () => {
      isLooking = false;
      look();
    });
  };

  return {
    skew,
    http: async (url, request) => {
      const asked = { at: clock.now(), ahead: ahead() };
      const answer = await http(url, request);
      const now = { at: clock.now(), ahead: ahead() };
      const date = answer.ok ? readHttpDate(answer.value.headers.get('date')) : undefined;
      // With an age it comes from a cache, and its date is that of an earlier answer.
      const isOld = answer.ok && answer.value.headers.has('age');
      const isMeasure = !isOld && now.at - asked.at <= LONGEST_ROUND && Math.abs(now.ahead - asked.ahead) < STEP;
      // What answers on this computer has this computer's clock.
      if (date !== undefined && isMeasure && !isLoopback(new URL(url).hostname)) {
        // The header has whole seconds: half of one is lost on the way.
        measured = { skew: Math.round(date + 500 - (asked.at + now.at) / 2), ahead: now.ahead };
        look();
      }
      return answer.ok && date === undefined ? ok(waitingFrom(now.at, answer.value)) : answer;
    },
  };
}

/** By a wait in seconds, where only the time of arrival tells how far off the date is until which to wait. */
function waitingFrom(at: number, answer: Response): Response {
  const until = readHttpDate(answer.headers.get('retry-after'));
  if (until === undefined) return answer;
  const headers = new Headers(answer.headers);
  headers.set('retry-after', String(Math.max(0, Math.ceil((until - at) / 1_000))));
  return new Response(answer.body, { status: answer.status, headers });
}
