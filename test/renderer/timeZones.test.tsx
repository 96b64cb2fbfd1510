import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccessTokenClock } from '../../renderer/connection/clocks/AccessTokenClock.tsx';
import { statusLine } from '../../renderer/words/statusText.ts';
import { clockText, dayText, momentText } from '../../renderer/words/timeText.ts';
import { connection } from './states.ts';

const minute = 60_000;
/** 20 November 2026, 23:30 UTC. */
const late = Date.UTC(2026, 10, 20, 23, 30);

const zone = process.env.TZ;
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** Moves the computer to another time zone. */
function travel(to: string): void {
  process.env.TZ = to;
}

/** A clock time in 24 hours, whatever the locale writes. */
function hour24(text: string): string {
  const [, hours = '', minutes = '', half = ''] = /(\d+).(\d\d)\s?([AP]?)/u.exec(text) ?? [];
  return `${(Number(hours) % (half === '' ? 24 : 12)) + (half === 'P' ? 12 : 0)}:${minutes}`;
}

describe('a computer that travels', () => {
  it('shows each moment in the zone it is in now', () => {
    travel('Europe/Berlin');
    expect([hour24(clockText(late)), dayText(late)]).toEqual(['0:30', expect.stringContaining('21')]);
    travel('America/New_York');
    expect([hour24(clockText(late)), dayText(late)]).toEqual(['18:30', expect.stringContaining('20')]);
    travel('Asia/Kathmandu');
    expect(hour24(clockText(late))).toBe('5:15');
    expect(momentText(late, late - 24 * 60 * minute)).toContain('21');
  });

  it('has as much left of a token as before', () => {
    const state = connection({
      accessToken: { issuedAt: late - 20 * minute, expiresAt: late + 40 * minute, renewsAt: late + 30 * minute },
    });
    for (const to of ['Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati']) {
      travel(to);
      expect(statusLine(state, late)).toBe('Ready · 40 min left');
    }
  });
});

describe('the hour that comes twice', () => {
  it('is told by the clock on the wall, and counts no minute twice', () => {
    travel('Europe/Berlin');
    // 25 October 2026, 2:40 summer time; forty minutes later it is 2:20 winter time.
    const now = Date.UTC(2026, 9, 25, 0, 40);
    vi.useFakeTimers({ now });
    expect(hour24(clockText(now))).toBe('2:40');
    const token = { issuedAt: now - 20 * minute, expiresAt: now + 40 * minute, renewsAt: now + 30 * minute };
    render(<AccessTokenClock accessToken={token} />);
    expect(screen.getByText('40')).toBeTruthy();
    expect(hour24(screen.getByText(/^Valid until/).textContent ?? '')).toBe('2:20');
    expect(hour24(screen.getByText(/^Renews automatically at/).textContent ?? '')).toBe('2:10');
  });

  it('is left out in spring in the same way', () => {
    travel('Europe/Berlin');
    // 29 March 2026, 1:40 winter time; forty minutes later it is 3:20 summer time.
    const now = Date.UTC(2026, 2, 29, 0, 40);
    vi.useFakeTimers({ now });
    const token = { issuedAt: now - 20 * minute, expiresAt: now + 40 * minute, renewsAt: now + 30 * minute };
    render(<AccessTokenClock accessToken={token} />);
    expect(screen.getByText('40')).toBeTruthy();
    expect(hour24(screen.getByText(/^Valid until/).textContent ?? '')).toBe('3:20');
  });
});
