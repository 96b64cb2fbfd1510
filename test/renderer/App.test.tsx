import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import { organisationColours } from '../../renderer/parts/organisationMark.ts';
import { failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { connection, desk } from './states.ts';

const northwind = connection({ id: 'c2', name: 'Northwind', profile: undefined });

describe('the window', () => {
  it('stays quiet until main has answered', async () => {
    const bridge = fakeBridge(desk());
    const slow = pending<DeskState>();
    bridge.answers.desk = () => slow.reply;
    openApp(bridge);
    expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
    expect(screen.queryByRole('button')).toBeNull();
    slow.succeed(desk());
    expect(await screen.findByRole('heading', { name: 'Acme Ltd' })).toBeTruthy();
  });

  it('says when main does not answer, and asks again on a press', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => failed({ code: 'bug' });
    const person = openApp(bridge);
    await screen.findByText('Something went wrong in Token Desk');
    bridge.answers.desk = () => replied(desk());
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Acme Ltd' })).toBeTruthy();
  });

  it('begins with the first-run page when there is no connection', async () => {
    openApp(fakeBridge(desk({ connections: [] })));
    expect(await screen.findByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeTruthy();
    expect(screen.getByText('Copy with one click')).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('goes to the practice organisation in one click and shows it when it has come', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Try the practice organisation' }));
    expect(asked(bridge)).toEqual([['connectPractice']]);
    const practice = connection({ id: 'practice', name: 'Practice organisation', environment: 'practice' });
    act(() => bridge.say('desk', desk({ connections: [connection(), practice] })));
    expect(await screen.findByRole('heading', { name: 'Practice organisation' })).toBeTruthy();
    expect(screen.getAllByText('Practice').length).toBeGreaterThan(1);
  });

  it('tells why practice did not start', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connectPractice = () => failed({ code: 'practice-unavailable' });
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Try the practice organisation' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The practice organisation did not start');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Try the practice organisation' }));
    expect(asked(bridge)).toEqual([['connectPractice'], ['connectPractice']]);
  });

  it('shows the colour that a person chose, in the list and above the connection', async () => {
    openApp(fakeBridge(desk({ connections: [connection({ colour: 3 }), northwind] })));
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    const marks = screen.getAllByText('AL');
    expect(marks.map(({ parentElement }) => parentElement?.style.background)).toEqual([
      organisationColours[3],
      organisationColours[3],
    ]);
  });

  it('brings the connection on screen that main asks for', async () => {
    const bridge = fakeBridge(desk({ connections: [connection(), northwind] }));
    openApp(bridge);
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    act(() => bridge.say('show', { id: 'c2' }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind');
  });

  it('tells beside it what failed outside the window, and copies again on a press', async () => {
    const bridge = fakeBridge(desk({ connections: [connection(), northwind] }));
    const person = openApp(bridge);
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    act(() => bridge.say('show', { id: 'c2', failure: { code: 'offline', host: 'accounts.fylehq.com' } }));
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toEqual([['copyToken', 'c2']]);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('leaves the form for what main asks to show', async () => {
    const bridge = fakeBridge(desk());
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    act(() => bridge.say('show', { id: 'c1' }));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
  });

  it('goes to another connection when the chosen one has gone', async () => {
    const bridge = fakeBridge(desk({ connections: [connection(), northwind] }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('option', { name: /Northwind/ }));
    act(() => bridge.say('desk', desk()));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
  });

  it('says calmly that this computer’s clock is off, until it is hidden or right', async () => {
    const bridge = fakeBridge(desk({ clockSkew: 5 * 60_000 }));
    const person = openApp(bridge);
    const line = /This computer’s clock is 5 minutes behind Fyle’s/;
    expect(await screen.findByText(line)).toBeTruthy();
    await act(async () => bridge.say('desk', desk()));
    expect(screen.queryByText(line)).toBeNull();
    await act(async () => bridge.say('desk', desk({ clockSkew: 5 * 60_000 })));
    await person.click(screen.getByRole('button', { name: line }));
    expect(screen.queryByText(line)).toBeNull();
  });

  it('says what is wrong with this computer; the keychain’s line stays, a notice can be hidden', async () => {
    const person = openApp(fakeBridge(desk({ keychain: 'locked', notices: ['not-saved'] })));
    await screen.findByText(/keychain is locked/);
    expect(screen.getByText('Keychain locked')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: /^Hide: The last change/ }));
    expect(screen.queryByText(/written to disk/)).toBeNull();
    expect(screen.getByText(/keychain is locked/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Hide: / })).toBeNull();
  });
});
