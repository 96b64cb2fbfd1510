const DAY = 24 * 60 * 60_000;

/** When a sign-in began and ends, Unix ms. */
interface Span {
  readonly signedInAt: number;
  readonly endsAt: number;
  /** The end is an estimate: the sign-in may still be valid after it. */
  readonly estimated: boolean;
}

/** Whether to sign in again soon: in the last two weeks, or the last tenth if that is shorter, and after an estimated end. */
export function signInEndsSoon({ signedInAt, endsAt, estimated }: Span, now: number): boolean {
  const left = endsAt - now;
  return (left > 0 || estimated) && left < Math.min(14 * DAY, (endsAt - signedInAt) / 10);
}

/** What is looked at of a connection. */
interface Watched {
  readonly id: string;
  readonly status: string;
  readonly authorization: Span;
}

/** Whether a connection needs a person: a new sign-in, help with a problem, or a sign-in that ends soon. */
export function needsYou({ status, authorization }: Watched, now: number): boolean {
  return status === 'sign-in-needed' || status === 'problem' || signInEndsSoon(authorization, now);
}

/**
 * The connections that need a person, by id. One that is tried again still needs what it needed. `before`: what this
 * gave the last time; that very set when it is the same now.
 */
export function needingYou(list: readonly Watched[], now: number, before: ReadonlySet<string>): ReadonlySet<string> {
  const isStill = (one: Watched) => one.status === 'renewing' && before.has(one.id);
  const needing = new Set(list.filter((one) => needsYou(one, now) || isStill(one)).map(({ id }) => id));
  const isSame = needing.size === before.size && [...needing].every((id) => before.has(id));
  return isSame ? before : needing;
}
