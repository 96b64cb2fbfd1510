import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Copied } from '../../preload/connection.ts';
import { clockText } from '../../renderer/words/timeText.ts';
import { fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const copied: Copied = {
  id: 'c1',
  name: 'Acme Ltd',
  format: 'token',
  ...{ validUntil: noon + 42 * 60_000, clearsAt: noon + 30_000 },
};

describe('the toast of a copy', () => {
  it('says what was copied, until when it is valid, and counts down', async () => {
    openApp(fakeBridge(desk({ clipboard: copied })));
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    expect(toast.textContent).toContain(
      `Acme Ltd copied. Valid until ${clockText(copied.validUntil)}, clipboard clears in 30 s`,
    );
    await pass(10_000);
    expect(toast.textContent).toMatch(/clears in (19|20) s/);
    await pass(60_000);
    expect(toast.textContent).toContain('clears in 0 s');
  });

  it('says in which form it was copied', async () => {
    openApp(fakeBridge(desk({ clipboard: { ...copied, format: 'power-query' } })));
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    expect(toast.textContent).toContain('Acme Ltd for Excel copied. Valid until');
    expect(toast.querySelector('[role=status]')?.textContent).toContain('Acme Ltd for Excel copied. Valid until');
  });

  it('isolates a name that runs from right to left, in what is shown and in what is spoken', async () => {
    openApp(fakeBridge(desk({ clipboard: { ...copied, name: 'شركة 7' } })));
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    expect(toast.querySelector('bdi')?.textContent).toBe('شركة 7');
    expect(toast.querySelector('[role=status]')?.textContent).toMatch(/^\u2068شركة 7\u2069 copied\./);
  });

  it('names the person too where another connection reads alike, in what is shown and in what is spoken', async () => {
    const { profile } = connection();
    if (profile === undefined) throw new Error('No profile');
    const alike = [connection(), connection({ id: 'c2', profile: { ...profile, email: 'lena@acme.example' } })];
    openApp(fakeBridge(desk({ connections: alike, clipboard: { ...copied, id: 'c2' } })));
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    const [spoken, shown] = toast.querySelectorAll('p');
    for (const text of [spoken, shown])
      expect(text?.textContent).toMatch(/^Acme Ltd, lena@acme\.example copied\. Valid/);
  });

  it('names the day when the token does not end today', async () => {
    openApp(fakeBridge(desk({ clipboard: { ...copied, validUntil: noon + 24 * 60 * 60_000 } })));
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    expect(toast.textContent).toContain('Valid until 21 Nov, 14:05, clipboard');
  });

  it('is said once, not at each second', async () => {
    const bridge = fakeBridge(desk());
    openApp(bridge);
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    const spoken = toast.querySelector('[role="status"]');
    expect(spoken?.textContent).toBe('');
    act(() => bridge.say('desk', desk({ clipboard: copied })));
    const before = spoken?.textContent;
    expect(before).toContain('Acme Ltd copied. Valid until');
    await pass(5000);
    expect(spoken?.textContent).toBe(before);
  });

  it.each([
    ['xfce4-clipman', 'xfce4-clipman keeps putting the token of Acme Ltd back on the clipboard. Delete it there.'],
    [
      '',
      'Another program keeps putting the token of Acme Ltd back on the clipboard. Delete it in your clipboard manager.',
    ],
  ])('names the program that keeps the token, "%s", and clears again on a press', async (keptBy, words) => {
    const bridge = fakeBridge(desk({ clipboard: { ...copied, keptBy } }));
    const person = openApp(bridge);
    const toast = await screen.findByRole('complementary', { name: 'Clipboard' });
    expect(toast.querySelector('[role="status"]')?.textContent).toBe(words);
    expect(toast.textContent).not.toContain('clears in');
    await person.click(await screen.findByRole('button', { name: 'Clear again' }));
    expect(asked(bridge)).toEqual([['clearClipboard']]);
  });

  it('clears the clipboard on a press and goes when main says that it is clear', async () => {
    const bridge = fakeBridge(desk({ clipboard: copied }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Clear now' }));
    expect(asked(bridge)).toEqual([['clearClipboard']]);
    act(() => bridge.say('desk', desk()));
    expect(screen.queryByRole('button', { name: 'Clear now' })).toBeNull();
  });
});
