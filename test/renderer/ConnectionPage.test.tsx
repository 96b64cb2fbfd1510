import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionState, Copied } from '../../preload/connection.ts';
import type { Failure } from '../../preload/failure.ts';
import { clockText, dayText } from '../../renderer/words/timeText.ts';
import { type FakeBridge, failed, fakeBridge, pending } from '../fakes/bridge.ts';
import { asked, openApp, pass, pressOrChoose } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const minute = 60_000;

type Changes = Parameters<typeof connection>[0];

function over(changes: Changes = {}): FakeBridge {
  return fakeBridge(desk({ connections: [connection(changes)] }));
}

async function openPage(bridge: FakeBridge) {
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return person;
}

const rejected = { code: 'sign-in-rejected', step: 'token', status: 401, says: 'invalid token' } as const;

describe('a connection’s page', () => {
  it('says first whose token it is', async () => {
    await openPage(over());
    const banner = screen.getByRole('main').querySelector('header');
    expect(banner?.textContent).toContain('Acme LtdJane Doe · jane@acme.example · Admin, SpenderReady');
  });

  it('says so while it is not known whose token it is', async () => {
    await openPage(over({ profile: undefined, cluster: undefined }));
    expect(screen.getByText('The owner of this token is not known yet')).toBeTruthy();
    expect(screen.getAllByText('Not known yet')).toHaveLength(4);
  });

  it('pictures both clocks in words and times', async () => {
    await openPage(over());
    const { authorization } = connection();
    expect(screen.getByText(`Valid until ${clockText(noon + 42 * minute)}`)).toBeTruthy();
    expect(screen.getByText(`Renews automatically at ${clockText(noon + 32 * minute)}`)).toBeTruthy();
    expect(screen.getByText('301')).toBeTruthy();
    expect(screen.getByText(`Signed in ${dayText(authorization.signedInAt)}`)).toBeTruthy();
    expect(screen.getByText(`Ends ${dayText(authorization.endsAt)}`)).toBeTruthy();
  });

  it('names the day on which a long-lived token ends and is renewed', async () => {
    const day = 24 * 60 * minute;
    await openPage(
      over({ accessToken: { issuedAt: noon, expiresAt: noon + day, renewsAt: noon + day - 10 * minute } }),
    );
    const card = screen.getByRole('heading', { name: 'Access token' }).closest('section');
    expect(card?.textContent).toBe(
      'Access token24 hours leftValid until 21 Nov, 14:05Renews automatically at 21 Nov, 13:55',
    );
  });

  it('marks an estimated end', async () => {
    const authorization = { ...connection().authorization, estimated: true };
    await openPage(over({ authorization }));
    expect(screen.getByText(`Ends about ${dayText(authorization.endsAt)}`)).toBeTruthy();
  });

  it('says that a token not in memory is renewed when copied', async () => {
    await openPage(over({ accessToken: undefined }));
    expect(screen.getByText('Renews when you copy it')).toBeTruthy();
  });

  it('moves the ring once a minute, and each second in the last five minutes', async () => {
    await openPage(over({ accessToken: { issuedAt: noon - 54 * minute, expiresAt: noon + 6 * minute, renewsAt: 0 } }));
    const card = screen.getByRole('heading', { name: 'Access token' }).closest('section') ?? document.body;
    const figure = (): string | null | undefined => within(card).getByText(/min left/).parentElement?.textContent;
    const drawn = (): string | null | undefined => card.querySelectorAll('circle')[1]?.getAttribute('stroke-dasharray');
    expect(figure()).toBe('6 min left');
    await pass(minute + 2000);
    expect(figure()).toMatch(/^4:5[678] min left$/);
    const before = drawn();
    await pass(1000);
    expect(drawn()).not.toBe(before);
    await pass(5 * minute);
    expect(within(card).getByText('Renews when you copy it')).toBeTruthy();
  });

  it('does not move the ring within a minute while there is time', async () => {
    await openPage(over());
    const drawn = (): string | null | undefined =>
      screen
        .getByRole('heading', { name: 'Access token' })
        .closest('section')
        ?.querySelectorAll('circle')[1]
        ?.getAttribute('stroke-dasharray');
    const before = drawn();
    await pass(50_000);
    expect(drawn()).toBe(before);
    await pass(10_000);
    expect(drawn()).not.toBe(before);
  });

  it('lists the facts', async () => {
    await openPage(over({ environment: 'staging', kind: 'internal' }));
    const facts = [...screen.getByRole('main').querySelectorAll('dl > div')].map((fact) => fact.textContent);
    expect(facts).toEqual([
      'OrganisationAcme Ltd · EUR',
      'Organisation IDor1',
      'KindInternal app',
      'API addresshttps://us1.fylehq.com',
      'Client IDtpaZ3kQ9w2x81Q',
      'User IDus1',
    ]);
  });

  it.each([
    ['organisation', 'Organisation'],
    ['organisation ID', 'Organisation ID'],
    ['API address', 'API address'],
    ['client ID', 'Client ID'],
    ['user ID', 'User ID'],
  ])('copies the %s by main, and says so for two seconds', async (name, title) => {
    const bridge = over();
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: `Copy ${name}` }));
    const fact = name.replace(' ', '-').toLowerCase();
    expect(asked(bridge)).toEqual([['copyFact', 'c1', fact]]);
    expect((await screen.findByText(`${title} copied`)).closest('[role=status]')).not.toBeNull();
    expect(screen.getByRole('tooltip').textContent).toBe('Copied');
    await pass(2_000);
    expect(screen.queryByText(`${title} copied`)).toBeNull();
  });

  it('says that a fact was not copied', async () => {
    const bridge = over();
    bridge.answers.copyFact = () => failed({ code: 'clipboard-failed' });
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: 'Copy client ID' }));
    expect(await screen.findByText('Client ID was not copied')).toBeTruthy();
    expect(screen.getByRole('tooltip').textContent).toBe('Not copied');
  });

  it('has a button for nothing that is not known', async () => {
    await openPage(over({ profile: undefined, cluster: undefined }));
    expect(screen.getAllByText('Not known yet')).toHaveLength(4);
    const facts = screen.getAllByRole('button', { name: /^Copy (client|user|organisation|API)/ });
    expect(facts.map((button) => button.getAttribute('aria-label'))).toEqual(['Copy client ID']);
  });
});

describe('copying and renewing', () => {
  it('copies by main and shows that it is under way', async () => {
    const bridge = over();
    const copying = pending<Copied>();
    bridge.answers.copyToken = () => copying.reply;
    const person = await openPage(bridge);
    const button = screen.getByRole('button', { name: /^Copy token/ });
    await person.click(button);
    expect(button.textContent).toContain('please wait');
    await person.click(button);
    expect(asked(bridge)).toEqual([['copyToken', 'c1']]);
    await act(async () =>
      copying.succeed({ id: 'c1', name: 'Acme Ltd', format: 'token', validUntil: noon, clearsAt: noon }),
    );
    expect(button.textContent).toBe('Copy token');
  });

  it.each<[string, string, Failure, string]>([
    ['Copy token', 'copyToken', { code: 'clipboard-failed' }, 'Nothing was copied'],
    ['Renew now', 'renew', { code: 'offline', host: 'accounts.fylehq.com' }, 'This computer is offline'],
    ['Reveal token', 'revealToken', { code: 'timed-out', host: 'us1.fylehq.com' }, 'us1.fylehq.com took too long'],
  ])('tells when %s fails, and does it again on a press', async (button, channel, failure, title) => {
    const bridge = over();
    for (const each of ['copyToken', 'renew', 'revealToken'] as const) bridge.answers[each] = () => failed(failure);
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: button }));
    expect((await screen.findByRole('alert')).textContent).toContain(title);
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toEqual([
      [channel, 'c1'],
      [channel, 'c1'],
    ]);
  });

  it('says so when a renewal gets no answer for ten seconds, and no longer than that lasts', async () => {
    const bridge = over({ status: 'renewing' });
    await openPage(bridge);
    const slow = 'Fyle has not answered yet. Token Desk waits for up to a minute.';
    await pass(9_000);
    expect(screen.queryByText(slow)).toBeNull();
    await pass(1_000);
    expect(screen.getByText(slow).role).toBe('status');
    act(() => bridge.say('desk', desk({ connections: [connection()] })));
    expect(screen.queryByText(slow)).toBeNull();
  });

  it('tells a failure once that both the copy and the connection tell', async () => {
    const bridge = over();
    const offline = { code: 'offline', host: 'accounts.fylehq.com' } as const;
    bridge.answers.copyToken = () => {
      bridge.say('desk', desk({ connections: [connection({ status: 'offline', failure: offline })] }));
      return failed(offline);
    };
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: 'Copy token' }));
    await waitFor(() => expect(screen.getAllByRole('alert')).toHaveLength(1));
  });

  it('closes what can only be taken note of', async () => {
    const bridge = over();
    bridge.answers.revealToken = () => failed({ code: 'too-many-reveals' });
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: 'Reveal token' }));
    await person.click(await screen.findByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a failure of the connection', () => {
  it('stands in place of the clocks with one button, its details folded', async () => {
    const person = await openPage(over({ status: 'sign-in-needed', accessToken: undefined, failure: rejected }));
    expect(screen.queryByRole('heading', { name: 'Access token' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copy token' })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Sign in again' })).toHaveLength(1);
    expect(screen.queryByText('invalid token')).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText('invalid token')).toBeTruthy();
    expect(screen.getByText(`${dayText(noon)}, ${clockText(noon)}`)).toBeTruthy();
  });

  it('still says how long the token in memory lasts, to its very end', async () => {
    const accessToken = { issuedAt: noon - 59 * minute, expiresAt: noon + 20_000, renewsAt: noon - 10 * minute };
    await openPage(over({ status: 'problem', failure: { code: 'app-unknown', step: 'token' }, accessToken }));
    expect(screen.getByText(`Valid until ${clockText(noon)}, cannot be renewed`)).toBeTruthy();
    await pass(10_000);
    expect(screen.queryByText('No token right now')).toBeNull();
    await pass(10_000);
    expect(screen.getByText('No token right now')).toBeTruthy();
  });

  it('says when the next try comes, and renews on a press', async () => {
    const failure = { code: 'server-error', step: 'token', status: 503 } as const;
    const bridge = over({ status: 'problem', failure, retryAt: noon + 2 * minute });
    const person = await openPage(bridge);
    expect(screen.getByText(`Token Desk tries again automatically at ${clockText(noon + 2 * minute)}.`)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toEqual([['renew', 'c1']]);
  });

  it('says of a try within a minute that it comes in a moment', async () => {
    const failure = { code: 'offline', host: 'accounts.fylehq.com' } as const;
    await openPage(over({ status: 'offline', failure, retryAt: noon + minute + 5000 }));
    expect(screen.getByText(`Token Desk tries again automatically at ${clockText(noon + minute)}.`)).toBeTruthy();
    await pass(7000);
    expect(screen.getByText('Token Desk tries again automatically in a moment.')).toBeTruthy();
    await pass(2 * minute);
    expect(screen.getByText('Token Desk tries again automatically in a moment.')).toBeTruthy();
  });

  it('is told beside the clocks when it stops nothing', async () => {
    await openPage(over({ failure: { code: 'user-not-allowed', step: 'profile' } }));
    expect(screen.getByRole('alert').textContent).toContain('This person has no access to Fyle’s data');
    expect(screen.getByRole('heading', { name: 'Access token' })).toBeTruthy();
  });

  it('leads to the form when the app is not known to Fyle', async () => {
    const person = await openPage(over({ status: 'problem', failure: { code: 'app-unknown', step: 'token' } }));
    const card = screen.getByRole('region', { name: 'Fyle does not know this app' });
    await person.click(within(card).getByRole('button', { name: 'Add connection' }));
    expect(screen.getByRole('heading', { name: 'Add a connection' })).toBeTruthy();
  });
});

describe('signing in again', () => {
  it('starts at once for an OAuth 2.0 app', async () => {
    const bridge = over();
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    expect(asked(bridge)).toEqual([['signInAgain', 'c1', {}]]);
  });

  it('says what it waits for, and that the window was closed', async () => {
    const bridge = over();
    const signing = pending<{ readonly id: string }>();
    bridge.answers.signInAgain = () => signing.reply;
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    act(() => bridge.say('desk', desk({ signIn: { name: 'Acme Ltd', host: 'accounts.fylehq.com', window: true } })));
    await pass(1000);
    expect(screen.getByRole('button', { name: 'Show the window' })).toBeTruthy();
    await act(async () => signing.fail({ code: 'sign-in-closed' }));
    expect(screen.getByRole('alert').textContent).toContain('The sign-in window was closed');
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked(bridge)).toHaveLength(2);
  });

  it('takes a new client secret where the failure names it as a cause', async () => {
    const bridge = over({ status: 'sign-in-needed', accessToken: undefined, failure: rejected });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Enter new client secret');
    await person.keyboard('n3w{Enter}');
    expect(asked(bridge)).toEqual([['signInAgain', 'c1', { clientSecret: 'n3w' }]]);
  });

  it('does not offer a new client secret where it is no cause', async () => {
    await openPage(over({ status: 'offline', failure: { code: 'offline', host: 'accounts.fylehq.com' } }));
    expect(screen.queryByRole('button', { name: 'Enter new client secret' })).toBeNull();
  });

  it('asks an internal app for its refresh token, and keeps the stored secret when none is typed', async () => {
    const bridge = over({ kind: 'internal' });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    expect(asked(bridge)).toEqual([]);
    await person.keyboard('r3fresh{Enter}');
    expect(asked(bridge)).toEqual([['signInAgain', 'c1', { refreshToken: 'r3fresh' }]]);
    await waitFor(() => expect(screen.queryByLabelText('Refresh token')).toBeNull());
  });

  it('writes a fault under its field and loses nothing', async () => {
    const bridge = over({ kind: 'internal' });
    bridge.answers.signInAgain = () => failed({ code: 'fields', fields: { refreshToken: 'has-gap' } });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('r3 fresh{Enter}');
    expect(await screen.findByText(/^There is a space inside\. Remove it/)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('Refresh token', { selector: 'input' }).value).toBe('r3 fresh');
  });

  it('forgets what was typed when the panel is closed', async () => {
    const person = await openPage(over({ kind: 'internal' }));
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('r3fresh{Escape}');
    await person.click(screen.getByRole('button', { name: 'Leave' }));
    expect(screen.queryByLabelText('Refresh token')).toBeNull();
    await pressOrChoose(person, 'Sign in again');
    expect(screen.getByLabelText<HTMLInputElement>('Refresh token', { selector: 'input' }).value).toBe('');
  });
});

describe('removing', () => {
  const other: ConnectionState = connection({ id: 'c2', name: 'Northwind' });

  it('asks first and says that the access lives on in Fyle', async () => {
    const bridge = over();
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Remove');
    const panel = screen.getByRole('region', { name: 'Remove Acme Ltd from this computer?' });
    expect(panel.textContent).toContain(
      'Its access to Fyle ends when the app is deleted in Fyle under Settings, Integrations, Custom Apps',
    );
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep' }));
    await person.click(screen.getByRole('button', { name: 'Keep' }));
    expect(asked(bridge)).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More actions' }));
  });

  it('takes Escape for no when it asks about removing', async () => {
    const bridge = over();
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Remove');
    await person.keyboard('{Escape}');
    expect(screen.queryByText(/from this computer\?/)).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More actions' }));
    expect(asked(bridge)).toEqual([]);
  });

  it('says that nothing was copied when the failure that stopped it stood there already', async () => {
    const failure = { code: 'server-error', step: 'token', status: 503 } as const;
    const bridge = over({ status: 'problem', failure });
    bridge.answers.copyToken = () => failed(failure);
    const person = await openPage(bridge);
    await person.click(screen.getByRole('button', { name: 'Copy token' }));
    await waitFor(() =>
      expect(screen.getByRole('alert').textContent).toMatch(/^Nothing was copiedFyle is having problems\. /),
    );
  });

  it('removes, and the list takes the keyboard', async () => {
    const bridge = fakeBridge(desk({ connections: [connection(), other] }));
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Remove');
    await pressOrChoose(person, 'Remove');
    expect(asked(bridge)).toEqual([['remove', 'c1']]);
    act(() => bridge.say('desk', desk({ connections: [other] })));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Northwind');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('listbox')));
  });

  it('tells when it failed', async () => {
    const bridge = over();
    bridge.answers.remove = () => failed({ code: 'keychain-locked' });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Remove');
    await pressOrChoose(person, 'Remove');
    expect((await screen.findByRole('alert')).textContent).toContain('The keychain is locked');
  });

  it('says of practice that nothing is lost', async () => {
    const bridge = over({ environment: 'practice' });
    const person = await openPage(bridge);
    await pressOrChoose(person, 'Remove');
    screen.getByText(/try the practice organisation again at any time/);
    expect(asked(bridge)).toEqual([]);
    await pressOrChoose(person, 'Remove');
    expect(asked(bridge)).toEqual([['remove', 'c1']]);
  });
});

describe('a renewed sign-in that the disk did not take', () => {
  it('asks to keep Token Desk open, and copying is as good as ever', async () => {
    openApp(over({ failure: { code: 'not-saved', reason: 'ENOSPC' }, isGrantPending: true }));
    await screen.findByText('The sign-in is not stored yet');
    expect(screen.getByText(/^Keep Token Desk open\. The disk is full/)).toBeTruthy();
    expect(screen.getByText('Fresh for at least 10 minutes when you paste it')).toBeTruthy();
  });
});

describe('a sign-in that is soon over', () => {
  const day = 24 * 60 * 60_000;
  it.each([
    [6, true],
    [60, false],
  ])('with %i days left is said so in good time: %s', async (days, isSaid) => {
    const authorization = { signedInAt: noon - (365 - days) * day, endsAt: noon + days * day, estimated: false };
    openApp(fakeBridge(desk({ connections: [connection({ authorization })] })));
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    expect(screen.queryByText('Sign in again before then so that nothing stops.') !== null).toBe(isSaid);
    expect(screen.queryAllByRole('button', { name: 'Sign in again' })).toHaveLength(isSaid ? 1 : 0);
    fireEvent.click(screen.getByRole('button', { name: 'More actions' }));
    expect(screen.queryAllByRole('menuitem', { name: 'Sign in again' })).toHaveLength(isSaid ? 0 : 1);
  });

  it('is not said to have ended past an end that was only estimated, and has its button beside', async () => {
    const authorization = { signedInAt: noon - 370 * day, endsAt: noon - 5 * day, estimated: true };
    const bridge = fakeBridge(desk({ connections: [connection({ authorization })] }));
    const person = openApp(bridge);
    await screen.findByText('May end any day');
    expect(screen.queryByText(/Ended/)).toBeNull();
    expect(screen.getByText('Sign in again now so that nothing stops.')).toBeTruthy();
    await pressOrChoose(person, 'Sign in again');
    expect(asked(bridge)).toEqual([['signInAgain', 'c1', {}]]);
  });
});

describe('a renewal that the person asked for', () => {
  it('is told with the name and the new end for ten seconds', async () => {
    const bridge = fakeBridge(desk());
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Renew now' }));
    const told = await screen.findByText(/^Acme Ltd renewed, valid until \d\d:\d\d$/);
    expect(told.getAttribute('role')).toBe('status');
    await pass(10_000);
    expect(screen.queryByText(/renewed, valid until/)).toBeNull();
  });

  it('is not told when it failed', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.renew = () => failed({ code: 'offline', host: 'accounts.fylehq.com' });
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Renew now' }));
    expect(await screen.findByRole('heading', { name: 'This computer is offline' })).toBeDefined();
    expect(screen.queryByText(/renewed, valid until/)).toBeNull();
  });
});
