import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { BrowserSignIn } from '../../preload/connection.ts';
import { failed, fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { desk } from './states.ts';

const redirectUri = 'http://localhost:8000/callback';
const listening: BrowserSignIn = { listener: 'listening', isOpen: true, redirectUri };

/** Opens the window while a sign-in is in the person's own browser. */
async function open(browser: BrowserSignIn | undefined) {
  const signIn = {
    name: 'Acme',
    host: 'accounts.fylehq.com',
    window: browser === undefined,
    ...(browser && { browser }),
  };
  const bridge = fakeBridge(desk({ signIn }));
  const person = openApp(bridge);
  await pass(1000);
  return { bridge, person, progress: screen.getByRole('region', { name: 'Sign-in in progress' }) };
}

const ask = (name: string) => screen.getByRole('button', { name });

describe('a sign-in in the window', () => {
  it('can go on in the person’s own browser', async () => {
    const { bridge, person } = await open(undefined);
    await person.click(ask('Open in my browser'));
    expect(asked(bridge)).toEqual([['openInBrowser']]);
  });
});

describe('a sign-in in the person’s own browser', () => {
  it.each<readonly [BrowserSignIn, string]>([
    [listening, 'Finish signing in there. Token Desk then goes on automatically.'],
    [{ ...listening, isOpen: false }, 'No browser could be opened. Copy the address'],
    [{ ...listening, listener: 'none', redirectUri: 'https://acme.example/cb' }, 'begins with https://acme.example/cb'],
    [{ ...listening, listener: 'port-refused', redirectUri: 'http://localhost/cb' }, 'may not use port 80'],
    [{ ...listening, listener: 'port-taken', isOpen: false }, 'another program on this computer uses port 8000'],
  ])('is told with what to do: %o', async (browser, text) => {
    const { progress } = await open(browser);
    expect(progress.textContent).toContain('Acme: waiting for you in your browser');
    expect(progress.textContent).toContain(text);
    // A person may take any time; no answer is overdue.
    await pass(20_000);
    expect(screen.queryByText(/has not answered yet/)).toBeNull();
  });

  it('is opened again, its address copied, and cancelled', async () => {
    const { bridge, person } = await open(listening);
    for (const name of ['Open again', 'Copy the address', 'Cancel']) await person.click(ask(name));
    expect(asked(bridge)).toEqual([['showSignIn'], ['copySignInAddress'], ['cancelSignIn']]);
  });

  it('offers no address where another program would get the answer', async () => {
    await open({ ...listening, listener: 'port-taken', isOpen: false });
    expect(screen.queryByRole('button', { name: 'Copy the address' })).toBeNull();
    expect(screen.queryByLabelText('Address where your browser ended up')).toBeNull();
  });

  it('takes the address where the browser ended up, and names a wrong one under its field', async () => {
    const { bridge, person } = await open({ ...listening, listener: 'none' });
    bridge.answers.pasteRedirect = () =>
      failed({ code: 'paste-refused', fault: 'another-sign-in', expected: redirectUri });
    const field = screen.getByLabelText<HTMLInputElement>('Address where your browser ended up');
    await person.click(field);
    await person.paste('https://acme.example/');
    await person.click(ask('Use this address'));
    expect(asked(bridge)).toEqual([['pasteRedirect', 'https://acme.example/']]);
    expect(await screen.findByText(/belongs to another sign-in/)).toBeTruthy();
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await person.type(field, 'x');
    expect(screen.queryByText(/belongs to another sign-in/)).toBeNull();
  });

  it('has that field behind a button where the answer arrives by itself', async () => {
    const { person } = await open(listening);
    expect(screen.queryByLabelText('Address where your browser ended up')).toBeNull();
    await person.click(ask('The page did not load'));
    expect(screen.getByLabelText('Address where your browser ended up')).toBeTruthy();
  });

  it('is over when main says so', async () => {
    const { bridge } = await open(listening);
    act(() => bridge.say('desk', desk()));
    expect(screen.queryByRole('region', { name: 'Sign-in in progress' })).toBeNull();
  });
});
