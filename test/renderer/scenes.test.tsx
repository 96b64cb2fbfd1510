import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { scenes } from './gallery/scenes.ts';
import { openApp } from './openApp.tsx';

describe('every state of the gallery', () => {
  it.each(Object.entries(scenes))(
    '%s has one main part and one first heading, and every control a name',
    async (_name, scene) => {
      openApp(scene());
      expect(await screen.findAllByRole('heading', { level: 1, hidden: true })).toHaveLength(1);
      expect(screen.getAllByRole('main', { hidden: true })).toHaveLength(1);
      for (const control of [...screen.queryAllByRole('button'), ...screen.queryAllByRole('option').slice(0, 20)]) {
        expect(control.getAttribute('aria-label') ?? control.textContent).toMatch(/\p{L}{3}/u);
      }
    },
  );
});
