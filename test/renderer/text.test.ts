import { createElement, isValidElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { catalogues, type MessageId } from '../../renderer/messages/catalogues.ts';
import { statusText } from '../../renderer/words/statusText.ts';
import { locale, richText, speak } from '../../renderer/words/text.ts';
import { clockText, dayText, numberText, signInEndText } from '../../renderer/words/timeText.ts';

const noon = new Date(2026, 10, 23, 12, 5).getTime();
const day = 24 * 60 * 60_000;
const first = locale();

afterEach(() => speak(first));

describe('the person’s language', () => {
  it.each([
    ['en-GB', 'Ready', '23 Nov 2026', '12:05', '1,440', 'Ends in 3 days'],
    ['en-US', 'Ready', 'Nov 23, 2026', '12:05 PM', '1,440', 'Ends in 3 days'],
    ['de-DE', 'Bereit', '23. Nov. 2026', '12:05', '1.440', 'Endet in 3 Tagen'],
  ])('%s: %s, %s, %s, %s, %s', (tag, ready, date, clock, number, end) => {
    speak(tag);
    expect(statusText('ready').word).toBe(ready);
    expect([dayText(noon), clockText(noon), numberText(1_440)]).toEqual([date, clock, number]);
    expect(signInEndText(noon + 3 * day, noon)).toBe(end);
    expect(document.documentElement.lang).toBe(tag);
  });

  it('puts elements into a message', () => {
    const messages = { ...catalogues.en, ['list.rich' as MessageId]: '<b>{name}</b> copied' };
    speak('en-GB', messages);
    const [bold, rest] = richText('list.rich' as MessageId, {
      name: 'Acme Ltd',
      b: (words) => createElement('strong', null, words),
    }) as readonly unknown[];
    expect(isValidElement(bold)).toBe(true);
    expect(rest).toBe(' copied');
  });
});
