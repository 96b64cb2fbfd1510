import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../../../../main/connections/model/connection.ts';
import { isFresh, PROMISED_FRESHNESS, renewsAt } from '../../../../main/connections/model/freshness.ts';
import { Secret } from '../../../../main/oauth/secret.ts';

const MINUTE = 60_000;
const ISSUED = 1_000_000_000;

/** A token issued at {@link ISSUED} with this lifetime, milliseconds. */
function living(lifetime: number): AccessToken {
  return { secret: new Secret('access'), issuedAt: ISSUED, expiresAt: ISSUED + lifetime };
}

describe('freshness', () => {
  it('is ten minutes unless the person chose another time', () => {
    expect(PROMISED_FRESHNESS).toBe(10 * MINUTE);
  });

  // Lifetime, promised freshness, and how long after its issue the token may be handed out.
  it.each([
    ['an hour, ten minutes promised', 60 * MINUTE, 10 * MINUTE, 50 * MINUTE],
    ['an hour, nothing promised', 60 * MINUTE, 0, 60 * MINUTE],
    ['an hour, fifteen minutes promised', 60 * MINUTE, 15 * MINUTE, 45 * MINUTE],
    ['an hour, half of it promised', 60 * MINUTE, 30 * MINUTE, 30 * MINUTE],
    ['an hour, more promised than half of it', 60 * MINUTE, 45 * MINUTE, 30 * MINUTE],
    ['a day', 24 * 60 * MINUTE, 10 * MINUTE, (24 * 60 - 10) * MINUTE],
    ['half an hour', 30 * MINUTE, 10 * MINUTE, 20 * MINUTE],
    ['ten minutes', 10 * MINUTE, 10 * MINUTE, 5 * MINUTE],
    ['four seconds', 4_000, 10 * MINUTE, 2_000],
  ])('of a token that lives for %s ends to the millisecond', (_name, lifetime, promised, lasts) => {
    const token = living(lifetime);
    expect(isFresh(token, ISSUED, promised)).toBe(true);
    expect(isFresh(token, ISSUED + lasts, promised)).toBe(true);
    expect(isFresh(token, ISSUED + lasts + 1, promised)).toBe(false);
    expect(isFresh(token, ISSUED + lifetime + 1, promised)).toBe(false);
  });

  it.each([
    [60 * MINUTE, 10 * MINUTE],
    [60 * MINUTE, 30 * MINUTE],
    [30 * MINUTE, 20 * MINUTE],
    [20 * MINUTE, 10 * MINUTE],
    [90_000, 10 * MINUTE],
  ])('ends when the token renews itself: %i ms, of which %i are promised', (lifetime, promised) => {
    const token = living(lifetime);
    expect(isFresh(token, renewsAt(token, promised), promised)).toBe(true);
    expect(isFresh(token, renewsAt(token, promised) + 1, promised)).toBe(false);
  });

  it('of a token that lives for a moment is no reason to renew in a rush', () => {
    expect(renewsAt(living(1))).toBe(ISSUED + 5_000);
    expect(renewsAt(living(6_000))).toBe(ISSUED + 5_000);
    expect(renewsAt(living(9_000))).toBe(ISSUED + 5_000);
    expect(renewsAt(living(12_000))).toBe(ISSUED + 6_000);
  });
});
