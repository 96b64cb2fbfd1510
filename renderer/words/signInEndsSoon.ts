const twoWeeks = 14 * 24 * 3_600_000;

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
  return (left > 0 || estimated) && left < Math.min(twoWeeks, (endsAt - signedInAt) / 10);
}
