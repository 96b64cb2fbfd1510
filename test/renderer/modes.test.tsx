import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { desk, noon } from './states.ts';

it('a pause stands above the page with its end, and is ended there', async () => {
  const bridge = fakeBridge(desk({ pausedUntil: noon + 3_600_000 }));
  const person = openApp(bridge);
  expect(await screen.findByText(/^Paused until 3:05 PM|^Paused until 15:05/)).toBeTruthy();
  await person.click(screen.getByRole('button', { name: 'Continue' }));
  expect(asked(bridge)).toEqual([['endPause']]);
});
