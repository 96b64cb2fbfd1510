import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Copied } from '../../preload/connection.ts';
import type { DeskState } from '../../preload/contract.ts';
import { type FakeBridge, failed, fakeBridge, pending } from '../fakes/bridge.ts';
import { openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const minute = 60_000;
const offline = { code: 'offline', host: 'accounts.fylehq.com' } as const;
const copied: Copied = {
  id: 'c1',
  name: 'Acme Ltd',
  format: 'token',
  validUntil: noon + 42 * minute,
  clearsAt: noon + minute,
};

async function openPage(bridge: FakeBridge) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return person;
}

async function failedCopy(before: DeskState = desk()) {
  const bridge = fakeBridge(before);
  bridge.answers.copyToken = () => failed({ code: 'clipboard-failed' });
  const person = await openPage(bridge);
  await person.click(screen.getByRole('button', { name: 'Copy token' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Nothing was copied');
  return { bridge, person };
}

async function failedSignIn() {
  const bridge = fakeBridge(desk());
  bridge.answers.signInAgain = () => failed({ code: 'sign-in-closed' });
  const person = await openPage(bridge);
  await pressOrChoose(person, 'Sign in again');
  expect((await screen.findByRole('alert')).textContent).toContain('The sign-in window was closed');
  return { bridge, person };
}

describe('a failure on a connection’s page', () => {
  it('gives way to a newer failure of the connection', async () => {
    const { bridge } = await failedCopy();
    act(() => bridge.say('desk', desk({ connections: [connection({ status: 'offline', failure: offline })] })));
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
    act(() => bridge.say('desk', desk()));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes when the connection is ready again with a newer access token', async () => {
    const { bridge } = await failedSignIn();
    const accessToken = { issuedAt: noon, expiresAt: noon + 60 * minute, renewsAt: noon + 50 * minute };
    act(() => bridge.say('desk', desk({ connections: [connection({ accessToken })] })));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes when a copy from the tray went well', async () => {
    const { bridge } = await failedCopy();
    act(() => bridge.say('desk', desk({ clipboard: copied })));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not come back after the form when it came from the tray', async () => {
    const bridge = fakeBridge(desk());
    const person = await openPage(bridge);
    act(() => bridge.say('show', { id: 'c1', failure: { code: 'clipboard-failed' } }));
    expect(screen.getByRole('alert').textContent).toContain('Nothing was copied');
    await person.click(screen.getByRole('button', { name: 'Add connection' }));
    await person.keyboard('{Escape}');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('leaves a fault under its field when a token is renewed meanwhile', async () => {
    const bridge = fakeBridge(desk({ connections: [connection({ kind: 'internal' })] }));
    bridge.answers.signInAgain = () => failed({ code: 'fields', fields: { refreshToken: 'has-gap' } });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('r3 fresh{Enter}');
    await screen.findByText(/There is a space inside/);
    const accessToken = { issuedAt: noon, expiresAt: noon + 60 * minute, renewsAt: noon + 50 * minute };
    act(() => bridge.say('desk', desk({ connections: [connection({ kind: 'internal', accessToken })] })));
    expect(screen.getByText(/There is a space inside/)).toBeTruthy();
  });

  it('stays when another connection was copied, or the clipboard was emptied', async () => {
    const { bridge } = await failedCopy(desk({ clipboard: copied }));
    act(() => bridge.say('desk', desk({ clipboard: { ...copied, id: 'c2' } })));
    act(() => bridge.say('desk', desk()));
    expect(screen.getByRole('alert').textContent).toContain('Nothing was copied');
  });

  it.each(['Copy token', 'Renew now', 'Reveal token'])('goes when %s went well after a sign-in', async (button) => {
    const { person } = await failedSignIn();
    await person.click(screen.getByRole('button', { name: button }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('goes when a sign-in went well after an act that failed meanwhile', async () => {
    const bridge = fakeBridge(desk());
    const signing = pending<{ readonly id: string }>();
    bridge.answers.signInAgain = () => signing.reply;
    bridge.answers.renew = () => failed(offline);
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.click(screen.getByRole('button', { name: 'Renew now' }));
    await screen.findByRole('alert');
    await act(async () => signing.succeed({ id: 'c1' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
