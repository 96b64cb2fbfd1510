import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Copied } from '../../preload/connection.ts';
import { combinationText, keysText } from '../../renderer/words/keysText.ts';
import { locale, speak } from '../../renderer/words/text.ts';
import { fakeBridge } from '../fakes/bridge.ts';
import { openApp } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const first = locale();

afterEach(() => speak(first));

describe('in German', () => {
  it.each([
    ['copy', 'Strg+Umschalt+C', '⇧⌘C'],
    ['help', 'F1', 'F1'],
  ] as const)('the keys of %s are called as on the keyboard', (name, elsewhere, onMac) => {
    speak('de-DE');
    expect(keysText(name, false)).toBe(elsewhere);
    expect(keysText(name, true)).toBe(onMac);
    expect(combinationText('Enter', false)).toBe('Eingabe');
  });

  it('a row of the list is drawn again, also where only its badge reads otherwise', async () => {
    const states = desk({ connections: [connection({ environment: 'custom', status: 'problem' })] });
    const bridge = fakeBridge(states);
    openApp(bridge);
    const row = await screen.findByRole('option');
    expect(row.textContent).toContain('Own addressesProblem');
    act(() => bridge.say('desk', { ...states, locale: 'de-DE' }));
    expect(row.textContent).toContain('Eigene AdressenProblem');
  });

  it('what closes a sheet is called so by the library too', async () => {
    const bridge = fakeBridge(desk({ locale: 'de-DE' }));
    openApp(bridge);
    await screen.findByRole('main');
    act(() => bridge.say('act', 'help'));
    expect(screen.getByRole('dialog', { name: 'Hilfe' })).toBeTruthy();
    const names = [...document.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    expect(names).toContain('Schließen');
    expect(names).not.toContain('Dismiss');
  });

  it('a copy is told in one sentence, with the form in its place', async () => {
    const copied: Copied = {
      id: 'c1',
      name: 'Acme Ltd',
      format: 'power-query',
      validUntil: noon,
      clearsAt: noon + 30_000,
    };
    openApp(fakeBridge(desk({ locale: 'de-DE', clipboard: copied })));
    const toast = await screen.findByRole('complementary', { name: 'Zwischenablage' });
    expect(toast.textContent).toContain('Acme Ltd für Excel kopiert. Gültig bis 14:05, Zwischenablage leer in 30 s');
  });
});
