import { readHttpDate } from '../../oauth/httpDate.ts';
import { isLoopback } from '../../oauth/provider.ts';
import { ok } from '../../result.ts';
import type { Clock, Http } from '../model/ports.ts';

/** Only a greater difference between the clocks is reported, milliseconds. */
const LEAST_REPORTED = 120_000;
/** A slower answer is not measured, milliseconds: when the provider wrote its date is too uncertain. */
const LONGEST_ROUND_TRIP = 10_000;
/** The computer's clock counts as set when it moves against its uptime by this much, milliseconds. */
const TOLERANCE = 1_000;
/** How often the computer's clock is checked while a skew is reported, milliseconds: somebody may put it right. */
const CHECK_INTERVAL = 60_000;

/**
 * An `Http` that measures by each answer's `Date` how far the provider's clock is ahead of this computer's (RFC 9110
 * §6.6.1). `skew` gives milliseconds, or undefined when they are too few to report, or not known since the computer's
 * clock was set; `onChange` is called when that changed. No deadline depends on it. In an answer without `Date`, a
 * `Retry-After` with a date is replaced by one in seconds from the answer's arrival.
 */
export function measureClockSkew(
  http: Http,
  clock: Clock,
  onChange: () => void,
): { readonly http: Http; readonly skew: () => number | undefined } {
  let measured: { readonly skew: number; readonly lead: number } | undefined;
  let reported: number | undefined;
  let isCheckPlanned = false;

  const lead = () => clock.now() - clock.uptime();
  const skew = () => {
    if (measured === undefined || Math.abs(measured.skew) <= LEAST_REPORTED) return undefined;
    return Math.abs(lead() - measured.lead) < TOLERANCE ? measured.skew : undefined;
  };
  const report = () => {
    const now = skew();
    if (Math.abs((now ?? 0) - (reported ?? 0)) > TOLERANCE) {
      reported = now;
      onChange();
    }
    if (now === undefined || isCheckPlanned) return;
    isCheckPlanned = true;
    clock.after(CHECK_INTERVAL, () => {
      isCheckPlanned = false;
      report();
    });
  };

  return {
    skew,
    http: async (url, request) => {
      const sent = { at: clock.now(), lead: lead() };
      const answer = await http(url, request);
      const arrived = { at: clock.now(), lead: lead() };
      const date = answer.ok ? readHttpDate(answer.value.headers.get('date')) : undefined;
      // An answer with an age comes from a cache, with the date at which it was first given.
      const isCached = answer.ok && answer.value.headers.has('age');
      const isSteady = arrived.at - sent.at <= LONGEST_ROUND_TRIP && Math.abs(arrived.lead - sent.lead) < TOLERANCE;
      // A server on this computer has this computer's clock.
      if (date !== undefined && !isCached && isSteady && !isLoopback(new URL(url).hostname)) {
        // The header drops the milliseconds, half a second on average.
        measured = { skew: Math.round(date + 500 - (sent.at + arrived.at) / 2), lead: arrived.lead };
        report();
      }
      return answer.ok && date === undefined ? ok(withRetryAfterInSeconds(answer.value, arrived.at)) : answer;
    },
  };
}

function withRetryAfterInSeconds(answer: Response, arrivedAt: number): Response {
  const until = readHttpDate(answer.headers.get('retry-after'));
  if (until === undefined) return answer;
  const headers = new Headers(answer.headers);
  headers.set('retry-after', String(Math.max(0, Math.ceil((until - arrivedAt) / 1_000))));
  return new Response(answer.body, { status: answer.status, headers });
}
