import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import type { ConnectDraft } from '../../preload/form.ts';
import { type FakeBridge, failed, fakeBridge, replied } from '../fakes/bridge.ts';
import { CONNECT, chooseKind } from './addForm.ts';
import { openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk } from './states.ts';

const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input' });
const invalid = (...labels: readonly string[]) =>
  labels.filter((label) => input(label).getAttribute('aria-invalid') === 'true');

describe('a fault under a field of the form', () => {
  async function refusedForm(failure: Failure, ask: string | RegExp = CONNECT) {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ ...failure });
    bridge.answers.checkSettings = () => failed(failure);
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await chooseKind(person);
    await person.click(screen.getByRole('button', { name: ask }));
    return { bridge, person };
  }

  it('goes when that field is changed; the others stay', async () => {
    const fields = { name: 'missing', clientSecret: 'has-gap', redirectUri: 'has-fragment' } as const;
    const { person } = await refusedForm({ code: 'fields', fields });
    const labels = ['Name', 'Client secret', 'Redirect URI'] as const;
    await waitFor(() => expect(invalid(...labels)).toEqual(labels));
    await person.type(input('Client secret'), 's');
    expect(invalid(...labels)).toEqual(['Name', 'Redirect URI']);
    expect(screen.queryByText(/There is a space inside/)).toBeNull();
    await person.type(input('Name'), 'A');
    expect(invalid(...labels)).toEqual(['Redirect URI']);
    expect(document.activeElement).toBe(input('Name'));
  });

  it('goes when the field is changed that it is alike', async () => {
    const { person } = await refusedForm({ code: 'fields', fields: { clientSecret: 'is-the-client-id' } });
    await waitFor(() => expect(invalid('Client secret')).toEqual(['Client secret']));
    await person.type(input('Name'), 'A');
    expect(invalid('Client secret')).toEqual(['Client secret']);
    await person.type(input('Client ID'), 't');
    expect(invalid('Client secret')).toEqual([]);
  });

  it('comes back when the same is sent again', async () => {
    const { person } = await refusedForm({ code: 'fields', fields: { clientId: 'missing' } });
    await waitFor(() => expect(invalid('Client ID')).toEqual(['Client ID']));
    await person.type(input('Client ID'), ' ');
    expect(invalid('Client ID')).toEqual([]);
    await person.click(screen.getByRole('button', { name: CONNECT }));
    await waitFor(() => expect(invalid('Client ID')).toEqual(['Client ID']));
  });

  it('that is a doubt is over when the person presses the button again, until the value changes', async () => {
    const fields = { clientSecret: 'has-signs-around-it', refreshToken: 'has-gap' } as const;
    const { bridge, person } = await refusedForm({ code: 'fields', fields });
    const confirmed = () =>
      bridge.calls.filter(([channel]) => channel === 'connect').map(([, draft]) => (draft as ConnectDraft).confirmed); // as the page sends it
    const press = async () => person.click(await screen.findByRole('button', { name: CONNECT }));
    await waitFor(() => expect(invalid('Client secret')).toEqual(['Client secret']));
    expect(screen.getByText(/If not, remove it\. To use it anyway, press the button again\.$/)).toBeTruthy();
    await press();
    // Another failure in between does not ask for it again.
    bridge.answers.connect = () => failed({ code: 'sign-in-closed' });
    await press();
    await screen.findByRole('alert');
    await press();
    await person.type(input('Client secret'), 'x');
    await press();
    const once = ['clientSecret'];
    await waitFor(() => expect(confirmed()).toEqual([undefined, once, once, once, undefined]));
  });

  it.each([CONNECT, 'Check first'])('in an unfolded address leaves the addresses unfolded (%s)', async (ask) => {
    const { person } = await refusedForm({ code: 'fields', fields: { token: 'needs-https' } }, ask);
    await waitFor(() => expect(invalid('Token address')).toEqual(['Token address']));
    await person.type(input('Token address'), 'x');
    expect(invalid('Token address')).toEqual([]);
    expect(screen.getByRole('button', { name: 'Addresses' }).getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(input('Token address'));
  });

  it('in an address goes when other addresses are chosen', async () => {
    const { person } = await refusedForm({ code: 'fields', fields: { token: 'needs-https' } });
    await waitFor(() => expect(invalid('Token address')).toEqual(['Token address']));
    await person.click(screen.getByRole('radio', { name: 'Fyle (2026 addresses)' }));
    expect(invalid('Token address')).toEqual([]);
  });
});

describe('a fault in the panel of signing in again', () => {
  it('that is a doubt is over when the person presses the button again', async () => {
    const bridge = fakeBridge(desk());
    const failure = { code: 'sign-in-rejected', step: 'token', status: 401 } as const;
    const stopped = { kind: 'internal', status: 'sign-in-needed', accessToken: undefined, failure } as const;
    bridge.answers.desk = () => replied(desk({ connections: [connection(stopped)] }));
    bridge.answers.signInAgain = () => failed({ code: 'fields', fields: { refreshToken: 'is-cut-short' } });
    const person = openApp(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('eyJ{Enter}');
    await screen.findByText(/A part of it is missing/);
    await pressOrChoose(person, 'Sign in again');
    const sent = () => bridge.calls.filter(([channel]) => channel === 'signInAgain').map((call) => call[2]);
    await waitFor(() =>
      expect(sent()).toEqual([{ refreshToken: 'eyJ' }, { refreshToken: 'eyJ', confirmed: ['refreshToken'] }]),
    );
  });

  async function refusedPanel(bridge: FakeBridge) {
    const failure = { code: 'sign-in-rejected', step: 'token', status: 401 } as const;
    const stopped = { kind: 'internal', status: 'sign-in-needed', accessToken: undefined, failure } as const;
    bridge.answers.desk = () => replied(desk({ connections: [connection(stopped)] }));
    bridge.answers.signInAgain = () =>
      failed({ code: 'fields', fields: { refreshToken: 'has-gap', clientSecret: 'has-gap' } });
    const person = openApp(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('a b{Enter}');
    await waitFor(() => expect(invalid('Refresh token', 'Client secret (optional)')).toHaveLength(2));
    return person;
  }

  it('puts the caret in the first of them, goes when its field is changed, and the caret stays where it types', async () => {
    const person = await refusedPanel(fakeBridge(desk()));
    expect(document.activeElement).toBe(input('Refresh token'));
    await person.keyboard('x');
    expect(invalid('Refresh token', 'Client secret (optional)')).toEqual(['Client secret (optional)']);
    expect(document.activeElement).toBe(input('Refresh token'));
    await person.type(input('Client secret (optional)'), 'x');
    expect(invalid('Refresh token', 'Client secret (optional)')).toEqual([]);
    expect(document.activeElement).toBe(input('Client secret (optional)'));
    await pressOrChoose(person, 'Sign in again');
    await waitFor(() => expect(document.activeElement).toBe(input('Refresh token')));
  });
});
