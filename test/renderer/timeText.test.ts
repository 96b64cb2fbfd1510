import { describe, expect, it, vi } from 'vitest';
import { formatTime as timeOfMain } from '../../main/desktop/system/localeFormat.ts';
import { clockText, dayText, momentText, numberText, timeTexts } from '../../renderer/words/timeText.ts';

const minute = 60_000;
const afternoon = new Date(2026, 10, 20, 14, 5).getTime();
const midnight = new Date(2026, 10, 21).getTime();

describe.each([
  ['en-GB', '14:05', '20 Nov 2026', '21 Nov, 00:00'],
  ['en-GB-u-hc-h12', '2:05 pm', '20 Nov 2026', '21 Nov, 12:00 am'],
  ['en-US', '2:05 PM', 'Nov 20, 2026', 'Nov 21, 12:00 AM'],
  ['en-US-u-hc-h23', '14:05', 'Nov 20, 2026', 'Nov 21, 00:00'],
] as const)('times in %s', (english, clock, date, tomorrow) => {
  const { clockText, dayText, momentText } = timeTexts(english);

  it('are English words, by the region’s clock and calendar', () => {
    expect([clockText(afternoon), dayText(afternoon)]).toEqual([clock, date]);
  });

  it('name the day as soon as it is not today', () => {
    expect(momentText(midnight - minute, afternoon)).toBe(clockText(midnight - minute));
    expect(momentText(midnight, midnight - minute)).toBe(tomorrow);
  });

  it('are the same in the window as in a notice of the system', () => {
    for (const at of [afternoon, midnight - minute, midnight]) {
      expect(momentText(at, afternoon)).toBe(timeOfMain(at, afternoon, english));
    }
  });
});

// Each formatter holds 100 KB beside the script's own memory, which nobody collects while the script's is small.
it('no text makes a formatter of its own', () => {
  const all = (at: number) => [clockText(at), dayText(at), momentText(at, afternoon), numberText(at)];
  // The first of each kind makes one for all.
  all(afternoon);
  const made = [vi.spyOn(Intl, 'DateTimeFormat'), vi.spyOn(Intl, 'NumberFormat')];
  for (let day = 0; day < 10; day += 1) {
    const at = afternoon + day * 1_440 * minute;
    for (const text of all(at)) expect(text).not.toBe('');
  }
  expect(made.flatMap(({ mock }) => mock.calls)).toEqual([]);
  vi.restoreAllMocks();
});
