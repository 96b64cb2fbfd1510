import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { CONNECT, chooseKind, switchKind, unfoldAddresses } from './addForm.ts';
import { asked, openApp, pass, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

async function openForm(bridge: FakeBridge = fakeBridge(desk({ connections: [] }))) {
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Add connection' }));
  await chooseKind(person);
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    await unfoldAddresses(person);
    await person.click(screen.getByRole('checkbox', { name: /This server supports PKCE/ }));
    expect(screen.getByText('Edited')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: CONNECT }));
    await person.click(screen.getByRole('radio', { name: 'Fyle' }));
    expect(screen.queryByText('Edited')).toBeNull();
    await person.click(screen.getByRole('button', { name: CONNECT }));
    const sent = asked(bridge).map(([, draft]) => draft);
    expect(sent[0]).toMatchObject({ supportsPkce: true, endpoints });
    expect(sent[1]).not.toHaveProperty('supportsPkce');
  });

  it('asks main to connect an internal app with its refresh token', async () => {
    const { bridge, person } = await openForm();
    await switchKind(person, 'internal');
    await fill(person, { ...typed, 'Refresh token': 'r3fresh' });
    expect(screen.getByText('Asks Fyle for a first token')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    const bridge = fakeBridge(desk({ connections: [] }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    const cards = screen.getAllByRole('button', { name: /^A refresh token|^Only a client ID/ });
    expect(document.activeElement).toBe(cards[0]);
    await person.keyboard('{Tab}{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(field('Client ID')));
    await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: CONNECT }).disabled).toBe(false));
    await person.keyboard('tpaZ3k{Tab}{Tab}s3cret{Enter}');
    expect(asked(bridge)).toMatchObject([
      ['connect', { name: '', clientId: 'tpaZ3k', clientSecret: 's3cret', kind: 'oauth' }],
    ]);
  });

  it('says which step it is, and keeps what was typed when it goes back', async () => {
    const { person } = await openForm();
    expect(screen.getByText('Step 2 of 3')).toBeTruthy();
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: 'Back' }));
    expect(screen.getByText('Step 1 of 3')).toBeTruthy();
    await chooseKind(person, 'internal');
    expect(field('Refresh token')).toBeTruthy();
    expect(screen.queryByLabelText('Redirect URI')).toBeNull();
    expect(Object.keys(typed).map((label) => field(label).value)).toEqual(Object.values(typed));
  });

  it('opens Fyle’s page of apps, and says where it is when there is no browser', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.openCustomApps = () => replied(false);
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await person.click(screen.getByRole('button', { name: 'Open Fyle’s Custom Apps' }));
    expect(asked(bridge)).toEqual([['openCustomApps']]);
    expect(await screen.findByText(/No browser could be opened/)).toBeTruthy();
  });

  it('fills all fields from one copied text, and asks what a value is that nothing names', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.pasteCredentials = () => replied({ clientId: 'tpaZ3k', unclear: ['bkZ8fJ2q'] });
    await person.click(screen.getByRole('button', { name: /Paste both at once/ }));
    expect(await screen.findByText('Client ID filled in.')).toBeTruthy();
    const question = screen.getByRole('group', { name: /begins with “bkZ” and ends with “2q”/ });
    expect(field('Client secret').value).toBe('');
    await person.click(within(question).getByRole('button', { name: 'Client secret' }));
    expect([field('Client ID').value, field('Client secret').value]).toEqual(['tpaZ3k', 'bkZ8fJ2q']);
  });

  it('pastes into one field, and says so when what was copied is no such value', async () => {
    const { bridge, person } = await openForm();
    bridge.answers.pasteCredentials = () => replied({ clientSecret: 's3cret' });
    await person.click(screen.getByRole('button', { name: 'Paste client secret' }));
    await waitFor(() => expect(field('Client secret').value).toBe('s3cret'));
    expect(asked(bridge)).toEqual([['pasteCredentials', 'clientSecret']]);
    bridge.answers.pasteCredentials = () => replied({});
    await person.click(screen.getByRole('button', { name: 'Paste client ID' }));
    expect(await screen.findByText(/What you copied cannot be a client ID/)).toBeTruthy();
  });

  it('takes that back once the field is typed in', async () => {
    const { person } = await openForm();
    await person.click(screen.getByRole('button', { name: 'Paste client ID' }));
    await screen.findByText(/What you copied cannot be a client ID/);
    await person.keyboard('tpa');
    expect(screen.queryByText(/What you copied cannot be a client ID/)).toBeNull();
  });

  it('copies the redirect URI as it stands in the form, and says whether it was copied', async () => {
    const { bridge, person } = await openForm();
    await fill(person, { 'Redirect URI': 'http://localhost:9000/fyle' });
    await person.click(screen.getByRole('button', { name: 'Copy redirect URI' }));
    expect(bridge.calls.at(-1)).toEqual(['copyRedirectUri', 'http://localhost:9000/fyle']);
    bridge.answers.copyRedirectUri = () => failed({ code: 'bad-request' });
    await person.click(await screen.findByRole('button', { name: 'Copied the redirect URI' }));
    expect(await screen.findByRole('button', { name: /^Not copied/ })).toBeTruthy();
  });

  it('uses the addresses at which Fyle answers', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.findPreset = () => replied('fyle-2026');
    const { person } = await openForm(bridge);
    expect(
      await screen.findByRole('button', { name: /^Which Fyle address.*Found automatically: Fyle \(2026 addresses\)/ }),
    ).toBeTruthy();
    await person.click(screen.getByRole('button', { name: CONNECT }));
    expect(asked(bridge)).toMatchObject([
      ['connect', { endpoints: { token: 'https://accounts.fylehq.com/oauth/token' } }],
    ]);
  });

  it('leaves addresses alone that the person has chosen before Fyle has answered', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const slow = pending<'fyle-2026'>();
    bridge.answers.findPreset = () => slow.reply;
    const { person } = await openForm(bridge);
    await unfoldAddresses(person);
    await fill(person, { 'Data address': 'https://staging.fyle.tech/oauth/cluster' });
    await act(async () => slow.succeed('fyle-2026'));
    expect(field('Token address').value).toBe(endpoints.token);
    expect(screen.getByRole('button', { name: /^Which Fyle address.*Your own addresses/ })).toBeTruthy();
  });

  it('asks for no addresses before the person has said what to add, nor for a copy, which has its own', async () => {
    const bridge = fakeBridge(desk());
    let count = 0;
    bridge.answers.findPreset = () => {
      count += 1;
      return replied(null);
    };
    const person = openApp(bridge);
    await pressOrChoose(person, 'Duplicate');
    await screen.findByRole('button', { name: CONNECT });
    await person.click(screen.getByRole('button', { name: 'Back' }));
    expect(count).toBe(0);
  });

  it('shows the new connection when main has it', async () => {
    const { bridge, person } = await openForm();
    await person.click(screen.getByRole('button', { name: CONNECT }));
    act(() => bridge.say('desk', desk({ connections: [connection(), connection({ id: 'new', name: 'Newcomer' })] })));
    expect(await screen.findByRole('heading', { name: 'Newcomer' })).toBeTruthy();
  });

  it('masks both secrets until they are to be seen', async () => {
    const { person } = await openForm();
    await switchKind(person, 'internal');
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.getByRole('button', { name: button })).toBeTruthy();
    expect(Object.keys(typed).map((label) => field(label).value)).toEqual(Object.values(typed));
  });

  it('sends the focus to a failure, each time, so that the next Tab goes to its button', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'timed-out', host: 'accounts.fylehq.com' });
    const { person } = await openForm(bridge);
    for (let time = 0; time < 2; time += 1) {
      await person.type(field('Client ID'), 'tpaZ3k{Enter}');
      const card = (await screen.findByRole('alert')).closest('section');
      await waitFor(() => expect(document.activeElement).toBe(card));
      await person.tab();
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Try again' }));
    }
  });

  it('tries again with what is in the form, or goes to the field in question', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'sign-in-closed' });
    const { person } = await openForm(bridge);
    await fill(person, typed);
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
    await person.click(await screen.findByRole('button', { name: 'Check the form' }));
    expect(screen.getByRole('button', { name: 'Addresses' }).getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(field('Data address'));
  });

  it('says after a second what it waits for, shows that window on a press, and cancels', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const connecting = pending<{ readonly id: string }>();
    bridge.answers.connect = () => connecting.reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    expect(screen.getByRole('button', { name: CONNECT })).toBeTruthy();
  });

  it('says that the sign-in is the third step, and tries again what failed', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const connecting = pending<{ readonly id: string }>();
    bridge.answers.connect = () => connecting.reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: CONNECT }));
    expect(screen.getByText('Step 3 of 3')).toBeTruthy();
    expect(screen.getByRole('button', { name: CONNECT }).textContent).toContain('please wait');
    await act(async () => connecting.fail({ code: 'sign-in-closed' }));
    await person.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(asked(bridge).map(([channel]) => channel)).toEqual(['connect', 'connect']);
  });

  it('does not ask twice while it is asking', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => pending<{ readonly id: string }>().reply;
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: CONNECT }));
    await person.type(field('Name'), 'x{Enter}');
    expect(asked(bridge).filter(([channel]) => channel === 'connect')).toHaveLength(1);
  });

  it('uses the other preset’s addresses, or those typed by hand', async () => {
    const { bridge, person } = await openForm();
    await unfoldAddresses(person);
    await person.click(screen.getByRole('radio', { name: 'Fyle (2026 addresses)' }));
    expect(field('Sign-in page').value).toBe('https://app.fylehq.com/app/developers/oauth/authorize');
    await fill(person, { 'Data address': 'https://staging.fyle.tech/oauth/cluster' });
    expect(screen.getByText('Edited')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: CONNECT }));
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
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    await chooseKind(person);
    await unfoldAddresses(person);
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Fyle' }).checked).toBe(true);
    expect(field('Token address').value).toBe(endpoints.token);
  });

  it('keeps addresses that were typed while the presets could not be had', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const presets = bridge.answers.presets;
    bridge.answers.presets = () => failed({ code: 'bug' });
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await unfoldAddresses(person);
    await person.click(field('Token address'));
    await person.paste('https://staging.fyle.tech/api/oauth/token');
    bridge.answers.presets = presets;
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('radio', { name: 'Fyle' });
    expect(field('Token address').value).toBe('https://staging.fyle.tech/api/oauth/token');
  });

  it.each([
    ['Escape', (person: UserEvent) => person.keyboard('{Escape}')],
    [
      'Back',
      async (person: UserEvent) => {
        await person.click(screen.getByRole('button', { name: 'Back' }));
        await person.click(screen.getByRole('button', { name: 'Back' }));
      },
    ],
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
    await person.click(screen.getByRole('button', { name: CONNECT }));
    await person.keyboard('{Escape}');
    expect(asked(bridge).at(-1)).toEqual(['cancelSignIn']);
  });

  it('says where in Fyle the values are found, and what a token is for', async () => {
    const person = openApp(fakeBridge(desk({ connections: [] })));
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    expect(screen.getByText(/A token lets Excel/)).toBeTruthy();
    const where = screen.getByRole('region', { name: 'Where to click in Fyle' });
    expect(where.textContent).toContain('Settings, Integrations, Custom Apps');
    await chooseKind(person);
    expect(screen.getByRole('region', { name: 'In Fyle’s dialog' }).textContent).toContain('redirect URI');
  });

  it('tells of practice that was declined there, and not of Fyle’s page', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connectPractice = () => failed({ code: 'sign-in-declined' });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Back' }));
    await person.click(screen.getByRole('button', { name: 'Try practice' }));
    expect((await screen.findByRole('alert')).textContent).toContain('CANCEL was chosen on the practice page');
  });

  it('offers practice from the form too', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.connectPractice = () => replied({ id: 'c1' });
    const { person } = await openForm(bridge);
    await person.click(screen.getByRole('button', { name: 'Back' }));
    await person.click(screen.getByRole('button', { name: 'Try practice' }));
    expect(asked(bridge)).toEqual([['connectPractice']]);
    expect(await screen.findByRole('heading', { name: 'Acme Ltd' })).toBeTruthy();
  });
});
