import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { connection, desk } from './states.ts';

async function openForm(bridge: FakeBridge = fakeBridge(desk({ connections: [] }))) {
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Add connection' }));
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Fyle' }).checked).toBe(true));
  return { bridge, person };
}

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
}

async function fill(person: UserEvent, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await person.clear(field(label));
    await person.click(field(label));
    await person.paste(value);
  }
}

const typed = { Name: 'Acme Ltd', 'Client ID': 'tpaZ3k', 'Client secret': 's3cret' };

const endpoints = {
  authorization: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
  token: 'https://accounts.fylehq.com/api/oauth/token',
  cluster: 'https://accounts.fylehq.com/oauth/cluster',
};

describe('adding a connection', () => {
  it('asks main to connect an OAuth 2.0 app with everything as typed', async () => {
    const { bridge, person } = await openForm();
    await fill(person, typed);
    expect(screen.getByText('Opens Fyle’s sign-in page')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    expect(asked(bridge)).toEqual([
      [
        'connect',
        {
          kind: 'oauth',
          name: 'Acme Ltd',
          clientId: 'tpaZ3k',
          clientSecret: 's3cret',
          redirectUri: 'http://localhost:8000/callback',
          endpoints,
        },
      ],
    ]);
  });

  it('switches PKCE on beside the addresses, and off again with a preset', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.connect = () => failed({ code: 'sign-in-closed' });
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: 'Addresses' }));
    await person.click(screen.getByRole('checkbox', { name: /This server supports PKCE/ }));
    expect(screen.getByText('Edited')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await person.click(screen.getByRole('radio', { name: 'Fyle' }));
    expect(screen.queryByText('Edited')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    const sent = asked(bridge).map(([, draft]) => draft);
    expect(sent[0]).toMatchObject({ supportsPkce: true, endpoints });
    expect(sent[1]).not.toHaveProperty('supportsPkce');
  });

  it('asks main to connect an internal app with its refresh token', async () => {
    const { bridge, person } = await openForm();
    await person.click(screen.getByRole('radio', { name: /Internal app/ }));
    await fill(person, { ...typed, 'Refresh token': 'r3fresh' });
    expect(screen.getByText('Asks Fyle for a first token')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    expect(asked(bridge)).toEqual([
      [
        'connect',
        {
          kind: 'internal',
          name: 'Acme Ltd',
          clientId: 'tpaZ3k',
          clientSecret: 's3cret',
          refreshToken: 'r3fresh',
          endpoints,
        },
      ],
    ]);
  });

  it('can be done by keyboard alone', async () => {
    const { bridge, person } = await openForm();
    expect(document.activeElement).toBe(field('Name'));
    await person.keyboard('Acme{Tab}tpaZ3k{Tab}s3cret{Enter}');
    expect(asked(bridge)).toMatchObject([
      ['connect', { name: 'Acme', clientId: 'tpaZ3k', clientSecret: 's3cret', kind: 'oauth' }],
    ]);
  });

  it('chooses the kind with the arrow keys', async () => {
    const { person } = await openForm();
    screen.getByRole('radio', { name: /OAuth 2.0 app/ }).focus();
    await person.keyboard('{ArrowLeft}');
    expect(field('Refresh token')).toBeTruthy();
    expect(screen.queryByLabelText('Redirect URI')).toBeNull();
  });

  it('shows the new connection when main has it', async () => {
    const { bridge, person } = await openForm();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    act(() => bridge.say('desk', desk({ connections: [connection(), connection({ id: 'new', name: 'Newcomer' })] })));
    expect(await screen.findByRole('heading', { name: 'Newcomer' })).toBeTruthy();
  });

  it('masks both secrets until they are to be seen', async () => {
    const { person } = await openForm();
    await person.click(screen.getByRole('radio', { name: /Internal app/ }));
    expect([field('Client secret').type, field('Refresh token').type]).toEqual(['password', 'password']);
    await person.click(screen.getByRole('button', { name: 'Show client secret' }));
    expect([field('Client secret').type, field('Refresh token').type]).toEqual(['text', 'password']);
    await person.click(screen.getByRole('button', { name: 'Hide client secret' }));
    expect(field('Client secret').type).toBe('password');
  });

  it('writes each fault under its field and goes to the first', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () =>
      failed({ code: 'fields', fields: { redirectUri: 'has-fragment', clientSecret: 'is-the-client-id' } });
    const { person } = await openForm(bridge);
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(document.activeElement).toBe(field('Client secret')));
    expect(field('Client secret').getAttribute('aria-invalid')).toBe('true');
    const describedBy = field('Client secret').getAttribute('aria-describedby') ?? '';
    const description = describedBy.split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(description).toContain(
      'This is the client ID again. The secret is shown only once, when the app is created.',
    );
    expect(screen.getByText('Remove the # and everything after it.')).toBeTruthy();
    expect(field('Name').getAttribute('aria-invalid')).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(field('Client secret').value).toBe('s3cret');
  });

  it('unfolds the addresses for a fault in one of them', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'fields', fields: { token: 'needs-https' } });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await waitFor(() => expect(document.activeElement).toBe(field('Token address')));
    expect(screen.getByRole('button', { name: 'Addresses' }).getAttribute('aria-expanded')).toBe('true');
  });

  it.each<[Failure, string]>([
    [{ code: 'sign-in-closed' }, 'Try again'],
    [{ code: 'sign-in-rejected', step: 'token', status: 401 }, 'Check the form'],
    [{ code: 'app-unknown', step: 'token' }, 'Check the form'],
    [{ code: 'offline', host: 'accounts.fylehq.com' }, 'Try again'],
    [{ code: 'bug' }, 'Try again'],
  ])('tells %j above the form with one button, and keeps what was typed', async (failure, button) => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed(failure);
    const { person } = await openForm(bridge);
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: button })).toBeTruthy();
    expect(Object.keys(typed).map((label) => field(label).value)).toEqual(Object.values(typed));
  });

  it('tries again with what is in the form, or goes to the field in question', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'sign-in-closed' });
    const { person } = await openForm(bridge);
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    bridge.answers.connect = () => failed({ code: 'app-unknown', step: 'token' });
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toHaveLength(2);
    await person.click(await screen.findByRole('button', { name: 'Check the form' }));
    expect(document.activeElement).toBe(field('Client ID'));
  });

  it('unfolds the addresses to go to one of them', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'cluster-untrusted', host: 'evil.example' });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await person.click(await screen.findByRole('button', { name: 'Check the form' }));
    expect(screen.getByRole('button', { name: 'Addresses' }).getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(field('Data address'));
  });

  it('says after a second what it waits for, shows that window on a press, and cancels', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const connecting = pending<{ readonly id: string }>();
    bridge.answers.connect = () => connecting.reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    const signIn = { name: 'Acme', host: 'accounts.fylehq.com', window: true };
    act(() => bridge.say('desk', desk({ connections: [], signIn })));
    expect(screen.queryByText(/waiting for you/)).toBeNull();
    await pass(1000);
    const progress = screen.getByRole('region', { name: 'Sign-in in progress' });
    expect(progress.textContent).toContain('Acme: waiting for you in the sign-in windowaccounts.fylehq.com');
    await person.click(screen.getByRole('button', { name: 'Show the window' }));
    expect(asked(bridge).at(-1)).toEqual(['showSignIn']);
    // A person may take any time; only an answer that does not come is told.
    await pass(20_000);
    expect(screen.queryByText(/has not answered yet/)).toBeNull();
    act(() => bridge.say('desk', desk({ connections: [], signIn: { ...signIn, window: false } })));
    await pass(9_999);
    expect(progress.textContent).toBe('Acme: waiting for accounts.fylehq.comCancel');
    await pass(1);
    expect(progress.textContent).toContain('Fyle has not answered yet. Token Desk waits for up to a minute.');
    await person.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(asked(bridge).at(-1)).toEqual(['cancelSignIn']);
    act(() => bridge.say('desk', desk({ connections: [] })));
    await act(async () => connecting.fail({ code: 'sign-in-cancelled' }));
    expect(screen.queryByText(/waiting for you/)).toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy();
  });

  it('shows the window of the sign-in under way when another is wanted, and tries again what failed', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const connecting = pending<{ readonly id: string }>();
    bridge.answers.connect = () => connecting.reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await person.click(screen.getByRole('button', { name: 'Try practice' }));
    expect(asked(bridge).map(([channel]) => channel)).toEqual(['connect', 'showSignIn']);
    expect(screen.getByRole('button', { name: /^Connect/ }).textContent).toContain('please wait');
    expect(screen.getByRole('button', { name: 'Try practice' }).textContent).not.toContain('please wait');
    await act(async () => connecting.fail({ code: 'sign-in-closed' }));
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(asked(bridge).map(([channel]) => channel)).toEqual(['connect', 'showSignIn', 'connect']);
  });

  it('does not ask twice while it is asking', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => pending<{ readonly id: string }>().reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await person.type(field('Name'), 'x{Enter}');
    expect(asked(bridge).filter(([channel]) => channel === 'connect')).toHaveLength(1);
  });

  it('uses the other preset’s addresses, or those typed by hand', async () => {
    const { bridge, person } = await openForm();
    await person.click(screen.getByRole('radio', { name: 'Fyle (2026 addresses)' }));
    await person.click(screen.getByRole('button', { name: 'Addresses' }));
    expect(field('Sign-in page').value).toBe('https://app.fylehq.com/app/developers/oauth/authorize');
    await fill(person, { 'Data address': 'https://staging.fyle.tech/oauth/cluster' });
    expect(screen.getByText('Edited')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    expect(asked(bridge)).toMatchObject([
      [
        'connect',
        {
          endpoints: {
            authorization: 'https://app.fylehq.com/app/developers/oauth/authorize',
            token: 'https://accounts.fylehq.com/oauth/token',
            cluster: 'https://staging.fyle.tech/oauth/cluster',
          },
        },
      ],
    ]);
  });

  it('tells when the presets could not be had, and asks for them again', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const presets = bridge.answers.presets;
    bridge.answers.presets = () => failed({ code: 'bug' });
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await screen.findByRole('alert');
    bridge.answers.presets = presets;
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('radio', { name: 'Fyle' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(field('Token address').value).toBe(endpoints.token);
  });

  it('keeps addresses that were typed while the presets could not be had', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const presets = bridge.answers.presets;
    bridge.answers.presets = () => failed({ code: 'bug' });
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await person.click(await screen.findByRole('button', { name: 'Addresses' }));
    await person.click(field('Token address'));
    await person.paste('https://staging.fyle.tech/api/oauth/token');
    bridge.answers.presets = presets;
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('radio', { name: 'Fyle' });
    expect(field('Token address').value).toBe('https://staging.fyle.tech/api/oauth/token');
  });

  it.each([
    ['Escape', (person: UserEvent) => person.keyboard('{Escape}')],
    ['Back', (person: UserEvent) => person.click(screen.getByRole('button', { name: 'Back' }))],
  ])('%s goes back at once when nothing is typed', async (_name, leave) => {
    const bridge = fakeBridge(desk());
    const { person } = await openForm(bridge);
    await leave(person);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Acme Ltd');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add connection' }));
    expect(asked(bridge)).toEqual([]);
  });

  it('ends a sign-in under way when it is left', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.connect = () => pending<{ readonly id: string }>().reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Connect' }));
    await person.keyboard('{Escape}');
    expect(asked(bridge).at(-1)).toEqual(['cancelSignIn']);
  });

  it('says where in Fyle the values are found, for either kind', async () => {
    const { person } = await openForm();
    const where = screen.getByRole('region', { name: 'Where to find these' });
    expect(where.textContent).toContain('Settings, Integrations, Custom Apps');
    expect(where.textContent).toContain('redirect URI');
    await person.click(screen.getByRole('radio', { name: /Internal app/ }));
    expect(where.textContent).toContain('Refresh Token');
  });

  it('tells of practice that was declined there, and not of Fyle’s page', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connectPractice = () => failed({ code: 'sign-in-declined' });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Try practice' }));
    expect((await screen.findByRole('alert')).textContent).toContain('CANCEL was chosen on the practice page');
  });

  it('offers practice from the form too', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.connectPractice = () => replied({ id: 'c1' });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Try practice' }));
    expect(asked(bridge)).toEqual([['connectPractice']]);
    expect(await screen.findByRole('heading', { name: 'Acme Ltd' })).toBeTruthy();
  });
});
