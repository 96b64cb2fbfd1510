import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type FakeBridge, fakeBridge } from '../fakes/bridge.ts';
import { openApp } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const minute = 60_000;

async function openPage(bridge: FakeBridge) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return person;
}

describe('what is said of a token and its owner', () => {
  it('names a person once whose name is the address', async () => {
    const { profile } = connection();
    const named = profile && { ...profile, userName: profile.email };
    await openPage(fakeBridge(desk({ connections: [connection({ profile: named })] })));
    expect(screen.getByText('jane@acme.example · Admin, Spender')).toBeTruthy();
  });

  it.each([
    [19, 0],
    [20, 1],
  ])('promises ten fresh minutes only of a token that lives long enough: %i min', async (lifetime, promises) => {
    const accessToken = { issuedAt: noon, expiresAt: noon + lifetime * minute, renewsAt: noon + minute };
    await openPage(fakeBridge(desk({ connections: [connection({ accessToken })] })));
    expect(screen.queryAllByText('Fresh for at least 10 minutes when you paste it')).toHaveLength(promises);
  });
});
