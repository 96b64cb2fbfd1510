/** Whether a request from this IP address is within the limit at `now` (ms); counts it if so. */
type RateLimit = (address: string, now: number) => boolean;

const SECOND = 1_000;

/** Allows each address `perSecond` requests in any one second (10 at Fyle: docs/fyle.md "Token endpoint"). */
export function createRateLimit(perSecond: number): RateLimit {
  const passed = new Map<string, readonly number[]>();
  return (address, now) => {
    // `at <= now`: a clock that is set back must not lock the caller out.
    const recent = (passed.get(address) ?? []).filter((at) => at > now - SECOND && at <= now);
    const may = recent.length < perSecond;
    passed.set(address, may ? [...recent, now] : recent);
    return may;
  };
}
