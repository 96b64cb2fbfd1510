/** Says whether one more request may pass now (`now` in ms) from this IP address, and counts it if so. */
export type RateLimit = (address: string, now: number) => boolean;

const SECOND = 1_000;

/** Lets `perSecond` requests through in any one second from each address (docs/fyle.md: 10 over the whole API). */
export function createRateLimit(perSecond: number): RateLimit {
  const passed = new Map<string, readonly number[]>();
  return (address, now) => {
    // A clock set back must not lock the caller out, hence the second half of the condition.
    const recent = (passed.get(address) ?? []).filter((at) => at > now - SECOND && at <= now);
    const may = recent.length < perSecond;
    passed.set(address, may ? [...recent, now] : recent);
    return may;
  };
}
