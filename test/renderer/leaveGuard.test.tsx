import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { ConnectionRef, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { chooseKind, switchKind, unfoldAddresses } from './addForm.ts';
import { asked, openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

const offline: Failure = { code: 'offline', host: 'accounts.fylehq.com' };
const northwind = connection({ id: 'c2', name: 'Northwind' });
const two = desk({ connections: [connection({ kind: 'internal' }), northwind] });

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const input = (label: string): HTMLInputElement => screen.getByLabelText(label, { selector: 'input' });
const question = (): HTMLElement | null => screen.queryByRole('region', { name: 'Leave this form?' });
const title = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
const say = (bridge: FakeBridge, now: DeskState): void => act(() => bridge.say('desk', now));

async function openForm(before: DeskState = two) {
  const bridge = fakeBridge(before);
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Add connection' }));
  await chooseKind(person);
  await person.click(input('Name'));
  return { bridge, person };
}

async function openPanel() {
  const bridge = fakeBridge(two);
  const person = openApp(bridge);
  await pressOrChoose(person, 'Sign in again');
  await person.keyboard('r3fresh');
  return { bridge, person };
}

const ways: readonly (readonly [string, (person: UserEvent) => Promise<void>])[] = [
  ['Escape', (person) => person.keyboard('{Escape}')],
  [
    'Back',
    async (person) => {
      await person.click(button('Back'));
      await person.click(button('Back'));
    },
  ],
];

describe('leaving the form', () => {
  it.each(ways)(
    '%s asks first when something is typed, in the page, and no is the first answer',
    async (_way, leave) => {
      const { bridge, person } = await openForm();
      await person.keyboard('Beta');
      await leave(person);
      expect(question()?.textContent).toContain('What you typed will be lost.');
      expect(document.activeElement).toBe(button('Keep editing'));
      expect(screen.queryByRole('dialog')).toBeNull();
      await person.click(button('Leave'));
      expect(title()).toBe('Acme Ltd');
      expect(document.activeElement).toBe(button('Add connection'));
      await person.click(button('Add connection'));
      await chooseKind(person);
      expect([input('Name').value, question()]).toEqual(['', null]);
      expect(asked(bridge)).toEqual([]);
    },
  );

  it.each([
    ['Keep editing', '{Enter}'],
    ['Escape', '{Escape}'],
  ])('%s goes back to where the keyboard was, and nothing is lost', async (_answer, key) => {
    const { person } = await openForm();
    await person.type(input('Name'), 'Beta');
    await person.type(input('Client ID'), 'tpaBeta');
    await person.click(input('Client secret'));
    await person.keyboard('{Escape}');
    expect(document.activeElement).toBe(button('Keep editing'));
    await person.keyboard(key);
    expect(question()).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(input('Client secret')));
    expect([input('Name').value, input('Client ID').value]).toEqual(['Beta', 'tpaBeta']);
    await person.keyboard('{Escape}');
    expect(question()).toBeTruthy();
  });

  it.each<[string, (person: UserEvent) => Promise<void>]>([
    ['nothing', async () => undefined],
    ['the other kind of app', (person) => switchKind(person, 'internal')],
    [
      'the other preset',
      async (person) => {
        await unfoldAddresses(person, 'presets');
        await person.click(screen.getByRole('radio', { name: 'Fyle (2026 addresses)' }));
      },
    ],
    [
      'what was typed taken away again',
      async (person) => {
        await person.keyboard('B');
        await person.clear(input('Name'));
      },
    ],
  ])('does not ask about %s', async (_what, deed) => {
    const { person } = await openForm();
    await deed(person);
    await person.keyboard('{Escape}');
    expect(title()).toBe('Acme Ltd');
  });

  it.each<[string, (person: UserEvent) => Promise<void>]>([
    ['Name', async () => undefined],
    ['Client ID', async () => undefined],
    ['Client secret', async () => undefined],
    ['Refresh token', (person) => switchKind(person, 'internal')],
    ['Redirect URI', async () => undefined],
    ['Token address', (person) => unfoldAddresses(person)],
  ])('asks about a single letter under %s', async (label, find) => {
    const { person } = await openForm();
    await find(person);
    await person.type(input(label), 'x');
    await person.keyboard('{Escape}');
    expect(question()).toBeTruthy();
  });

  it('asks about what stands under the other kind of app', async () => {
    const { person } = await openForm();
    await switchKind(person, 'internal');
    await person.type(input('Refresh token'), 'r3fresh');
    await switchKind(person, 'oauth');
    await person.keyboard('{Escape}');
    expect(question()).toBeTruthy();
  });

  it('ends the sign-in under way with yes, not with the question', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.connect = () => pending<ConnectionRef>().reply;
    await person.keyboard('Beta{Enter}{Escape}');
    expect(question()).toBeTruthy();
    expect(asked(bridge)).toHaveLength(1);
    await person.click(button('Leave'));
    expect(asked(bridge).slice(1)).toEqual([['cancelSignIn']]);
    expect(title()).toBe('Acme Ltd');
  });

  it('goes on to the new connection, whatever is being asked', async () => {
    const { bridge, person } = await openForm();
    const connecting = pending<ConnectionRef>();
    bridge.answers.connect = () => connecting.reply;
    await person.keyboard('Beta{Enter}{Escape}');
    say(bridge, desk({ connections: [...two.connections, connection({ id: 'new', name: 'Beta' })] }));
    await act(async () => connecting.succeed({ id: 'new' }));
    expect(title()).toBe('Beta');
    expect(question()).toBeNull();
    await person.click(button('Add connection'));
    expect(question()).toBeNull();
  });

  it('asks when practice is there and something is typed', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.connectPractice = () => replied({ id: 'c2' });
    await person.keyboard('Beta');
    await person.click(button('Back'));
    await person.click(button('Try practice'));
    await waitFor(() => expect(question()).toBeTruthy());
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
  });

  it('asks when main is to show a connection', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.connect = () => {
      bridge.say('show', { id: 'c2' });
      return pending<ConnectionRef>().reply;
    };
    await person.keyboard('Beta{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(button('Keep editing')));
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a copy from the tray that fails meanwhile', () => {
  it('is told above the form at once, and beside its connection when the form is left', async () => {
    const { bridge, person } = await openForm();
    await person.keyboard('Beta');
    act(() => bridge.say('show', { id: 'c2', failure: offline }));
    const line = screen.getByText('Northwind was not copied: This computer is offline');
    expect(line.closest('[aria-live="polite"]')).toBe(screen.getByRole('region', { name: 'Messages' }));
    expect(document.activeElement).toBe(input('Name'));
    await person.keyboard(' GmbH');
    expect(input('Name').value).toBe('Beta GmbH');
    expect(question()).toBeNull();

    await person.keyboard('{Escape}');
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
    expect(screen.queryByText(/was not copied/)).toBeNull();
    await person.click(button('Try again'));
    expect(asked(bridge)).toEqual([['copyToken', 'c2']]);
  });

  it('is no longer told once its line is hidden', async () => {
    const { bridge, person } = await openForm();
    await person.keyboard('Beta');
    act(() => bridge.say('show', { id: 'c2', failure: offline }));
    await person.click(button(/^Hide: Northwind was not copied/));
    expect(screen.queryByText(/was not copied/)).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(input('Name')));
    await person.keyboard('{Escape}');
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('takes the place of a form in which nothing is typed', async () => {
    const { bridge } = await openForm();
    act(() => bridge.say('show', { id: 'c2', failure: offline }));
    expect(title()).toBe('Northwind');
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
  });

  it('is told on the page without taking what is typed in its panel', async () => {
    const { bridge } = await openPanel();
    act(() => bridge.say('show', { id: 'c1', failure: { code: 'clipboard-failed' } }));
    expect(screen.getByRole('alert').textContent).toContain('Nothing was copied');
    expect(input('Refresh token').value).toBe('r3fresh');
  });

  it('comes after an older failure of a sign-in, and before a fault under a field', async () => {
    const { bridge, person } = await openPanel();
    bridge.answers.signInAgain = () => failed({ code: 'sign-in-timed-out' });
    await person.keyboard('{Enter}');
    await screen.findByText('The sign-in took too long');
    act(() => bridge.say('show', { id: 'c1', failure: offline }));
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
    bridge.answers.signInAgain = () => failed({ code: 'fields', fields: { refreshToken: 'has-gap' } });
    await person.type(input('Refresh token'), '{Enter}');
    await screen.findByText(/There is a space inside/);
    act(() => bridge.say('show', { id: 'c1', failure: { code: 'clipboard-failed' } }));
    expect(screen.getByRole('alert').textContent).toContain('Nothing was copied');
    expect(screen.getByText(/There is a space inside/)).toBeTruthy();
  });

  it('is told in a line when something is typed for another connection', async () => {
    const { bridge, person } = await openPanel();
    act(() => bridge.say('show', { id: 'c2', failure: offline }));
    expect(title()).toBe('Acme Ltd');
    expect(input('Refresh token').value).toBe('r3fresh');
    screen.getByText('Northwind was not copied: This computer is offline');
    await person.click(screen.getByRole('option', { name: /Northwind/ }));
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
    expect(screen.getByRole('alert').textContent).toContain('This computer is offline');
    expect(screen.queryByText(/was not copied/)).toBeNull();
    await person.click(screen.getByRole('option', { name: /^Acme/ }));
    expect(screen.queryByText(/was not copied/)).toBeNull();
  });
});

describe('leaving the panel of signing in again', () => {
  it.each<[string, (person: UserEvent) => Promise<void>, () => void]>([
    [
      'Escape',
      (person) => person.keyboard('{Escape}'),
      () => expect(document.activeElement).toBe(button('More actions')),
    ],
    [
      'Close',
      (person) => person.click(button('Close')),
      () => expect(document.activeElement).toBe(button('More actions')),
    ],
    ['Remove', (person) => pressOrChoose(person, 'Remove'), () => expect(button('Keep')).toBe(document.activeElement)],
    [
      'another connection',
      (person) => person.click(screen.getByRole('option', { name: /Northwind/ })),
      () => expect(title()).toBe('Northwind'),
    ],
    ['the form', (person) => person.click(button('Add connection')), () => expect(title()).toBe('Add a connection')],
  ])('for %s asks first when something is typed', async (_way, leave, there) => {
    const { person } = await openPanel();
    await leave(person);
    expect(question()).toBeTruthy();
    expect(document.activeElement).toBe(button('Keep editing'));
    await person.click(button('Keep editing'));
    expect(title()).toBe('Acme Ltd');
    expect(input('Refresh token').value).toBe('r3fresh');
    await leave(person);
    await person.click(button('Leave'));
    expect(screen.queryByLabelText('Refresh token', { selector: 'input' })).toBeNull();
    there();
  });

  it('does not ask for the connection that is on screen already', async () => {
    const { bridge, person } = await openPanel();
    await person.click(screen.getByRole('option', { name: /^Acme/ }));
    act(() => bridge.say('show', { id: 'c1' }));
    expect(question()).toBeNull();
    expect(input('Refresh token').value).toBe('r3fresh');
  });

  it('keeps the failure of the sign-in while it asks', async () => {
    const { bridge, person } = await openPanel();
    bridge.answers.signInAgain = () => failed({ code: 'fields', fields: { refreshToken: 'has-gap' } });
    await person.keyboard('{Enter}');
    await screen.findByText(/There is a space inside/);
    await person.keyboard('{Escape}{Escape}');
    expect(screen.getByText(/There is a space inside/)).toBeTruthy();
  });

  it('brings the newest wish forward when it is asked again', async () => {
    const { person } = await openPanel();
    await person.click(button('Close'));
    await person.click(screen.getByRole('option', { name: /Northwind/ }));
    expect(document.activeElement).toBe(button('Keep editing'));
    await person.click(button('Leave'));
    expect(title()).toBe('Northwind');
  });

  it('drops the question when what was typed is taken away', async () => {
    const { person } = await openPanel();
    await person.click(button('Close'));
    await person.clear(input('Refresh token'));
    expect(question()).toBeNull();
  });
});

describe('main', () => {
  it('learns when there begins to be something typed, when there is nothing any more, and of a new page that there is nothing', async () => {
    const bridge = fakeBridge(desk({ connections: [connection()] }));
    const person = openApp(bridge);
    const told = () => bridge.calls.filter(([channel]) => channel === 'tellTyped').map(([, isTyped]) => isTyped);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await chooseKind(person);
    expect(told()).toEqual([false]);
    await person.type(screen.getByLabelText('Name'), 'Acme');
    expect(told()).toEqual([false, true]);
    await person.clear(screen.getByLabelText('Name'));
    expect(told()).toEqual([false, true, false]);
  });
});
