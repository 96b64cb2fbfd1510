import { act, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { KeychainState } from '../../preload/contract.ts';
import { failed, fakeBridge, pending } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const WORDS = 'correct horse battery';

function opened(keychain: KeychainState) {
  const bridge = fakeBridge(desk({ keychain }));
  const person = openApp(bridge);
  const asked = (name: string) => bridge.calls.filter(([channel]) => channel === name);
  return { bridge, person, asked };
}

describe('a keychain that is not ready', () => {
  it.each<readonly [keychain: KeychainState, says: RegExp, act: string]>([
    ['locked', /keychain is locked/, 'Unlock'],
    ['denied', /has not let Token Desk in/, 'Ask again'],
    ['silent', /is not answering/, 'Try again'],
    ['absent', /found no keychain on this computer/, 'Try again'],
  ])('%s has its own sentence and its own act, once at a time', async (keychain, says, name) => {
    const { bridge, person, asked } = opened(keychain);
    await screen.findByText(says);
    const slow = pending<null>();
    bridge.answers.tryKeychain = () => slow.reply;
    await person.click(screen.getByRole('button', { name }));
    await person.click(screen.getByRole('button', { name: new RegExp(name) }));
    expect(asked('tryKeychain')).toHaveLength(1);
    slow.succeed(null);
    act(() => bridge.say('desk', desk({ keychain: 'ready' })));
    expect(screen.queryByText(says)).toBeNull();
  });

  it.each<KeychainState>(['ready', 'vault-open'])('says nothing when it is %s', async (keychain) => {
    opened(keychain);
    expect((await screen.findByRole('region', { name: 'Keychain' })).textContent).toBe('');
  });
});

/** The description that a screen reader adds to an input's name. */
function described(input: HTMLElement): string {
  const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
  return ids
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();
}

async function paste(person: UserEvent, input: HTMLElement, text: string): Promise<void> {
  await person.click(input);
  await person.paste(text);
}

describe('a passphrase to keep sign-ins behind', () => {
  async function creating() {
    const world = opened('absent');
    await world.person.click(await screen.findByRole('button', { name: 'Use a passphrase' }));
    const [first, second] = [screen.getByLabelText('Passphrase'), screen.getByLabelText('Repeat passphrase')];
    const keep = screen.getByRole('button', { name: 'Set passphrase' });
    return { ...world, first, second, keep };
  }

  it('is asked for by a person alone, typed twice, and given to main once', async () => {
    const { bridge, person, asked, first, second, keep } = await creating();
    expect(document.activeElement).toBe(first);
    expect(first.getAttribute('type')).toBe('password');
    await paste(person, first, WORDS);
    await paste(person, second, WORDS);
    await person.click(keep);
    expect(asked('createVault')).toEqual([['createVault', WORDS, false]]);
    await waitFor(() => expect(screen.queryByLabelText('Passphrase')).toBeNull());
    act(() => bridge.say('desk', desk({ keychain: 'vault-open' })));
    // Nothing is wrong any more, so nothing is said.
    expect(screen.getByRole('region', { name: 'Keychain' }).textContent).toBe('');
  });

  it('is asked for again when nobody uses the computer, if the person wishes', async () => {
    const { person, asked, first, second, keep } = await creating();
    const choice = screen.getByRole('checkbox', { name: /^Lock it again when nobody has used this computer/ });
    expect(choice).toHaveProperty('checked', false);
    await person.click(choice);
    for (const input of [first, second]) await paste(person, input, WORDS);
    await person.click(keep);
    expect(asked('createVault')).toEqual([['createVault', WORDS, true]]);
  });

  it('is not given when it is too short, or not the same twice', async () => {
    const { person, asked, first, second, keep } = await creating();
    await person.type(first, 'short');
    await person.type(second, 'short');
    await person.click(keep);
    expect(screen.getByText(/This passphrase is too short/)).toBeTruthy();
    expect(document.activeElement).toBe(first);
    await person.type(first, ' but longer now');
    expect(screen.queryByText(/too short/)).toBeNull();
    await person.click(keep);
    expect(screen.getByText(/The two do not match/)).toBeTruthy();
    expect(document.activeElement).toBe(second);
    expect(asked('createVault')).toEqual([]);
  });

  it('whose length is asked for says how long from the start', async () => {
    const { first } = await creating();
    expect(described(first)).toBe('At least 12 characters; four or five words are easy to remember.');
  });

  it('that is easy to guess is told kindly at its field, and can be made another', async () => {
    const { bridge, person, asked, first, second, keep } = await creating();
    bridge.answers.createVault = () => failed({ code: 'passphrase-guessable' });
    for (const input of [first, second]) await paste(person, input, 'passwordpassword');
    await person.click(keep);
    expect(await screen.findByText(/^This is easy to guess\. Four or five words that have nothing to do/)).toBeTruthy();
    expect(first.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(first);
    await person.type(first, '!');
    expect(screen.queryByText(/easy to guess/)).toBeNull();
    expect(asked('createVault')).toHaveLength(1);
  });

  it('is not blamed for its file: that is told by itself, and what was typed stays', async () => {
    const { bridge, person, first, second, keep } = await creating();
    bridge.answers.createVault = () => failed({ code: 'vault-file', reason: 'ENOSPC' });
    await paste(person, first, WORDS);
    await paste(person, second, WORDS);
    await person.click(keep);
    expect((await screen.findByRole('alert')).textContent).toContain('The disk may be full');
    expect([first.getAttribute('aria-invalid'), described(first)]).toEqual([null, expect.not.stringContaining('disk')]);
    expect(screen.getByLabelText('Passphrase')).toHaveProperty('value', WORDS);
    await person.type(first, '!');
    expect(screen.queryByText(/The disk may be full/)).toBeNull();
  });

  it('need not be made: Escape closes the form', async () => {
    const { person, asked } = await creating();
    await person.keyboard('{Escape}');
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
    expect(asked('createVault')).toEqual([]);
  });
});

describe('a vault that is closed', () => {
  it('is opened by its passphrase; a wrong one is told and selected, to be typed over', async () => {
    const { bridge, person, asked } = opened('vault-closed');
    await screen.findByText(/protected by a passphrase/);
    const input = screen.getByLabelText<HTMLInputElement>('Passphrase');
    expect(document.activeElement).toBe(input);
    bridge.answers.openVault = () => failed({ code: 'passphrase-wrong' });
    await person.type(input, 'wrong{Enter}');
    expect(await screen.findByText(/This passphrase is wrong/)).toBeTruthy();
    expect(described(input)).toContain('This passphrase is wrong');
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 5]);
    bridge.answers.openVault = () => Promise.resolve({ ok: true, value: null });
    await paste(person, input, WORDS);
    await person.click(screen.getByRole('button', { name: 'Unlock' }));
    expect(asked('openVault').at(-1)?.[1]).toContain(WORDS);
    act(() => bridge.say('desk', desk({ keychain: 'vault-open' })));
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  it('without a passphrase is not tried', async () => {
    const { person, asked } = opened('vault-closed');
    await person.click(await screen.findByRole('button', { name: 'Unlock' }));
    expect(asked('openVault')).toEqual([]);
  });

  it.each(['vault-damaged', 'vault-newer'] as const)(
    'of which one reads %s can be put aside by that name',
    async (code) => {
      const { bridge, person, asked } = opened('vault-closed');
      bridge.answers.openVault = () => failed({ code });
      await person.type(await screen.findByLabelText('Passphrase'), `${WORDS}{Enter}`);
      expect((await screen.findByRole('alert')).textContent).toContain('set it aside and sign in again');
      expect(screen.getByLabelText('Passphrase').getAttribute('aria-invalid')).toBeNull();
      await person.click(screen.getByRole('button', { name: 'Set it aside' }));
      await person.click(screen.getByRole('button', { name: 'Set it aside' }));
      expect(asked('setVaultAside')).toHaveLength(1);
    },
  );

  it('that cannot be put aside says so by itself', async () => {
    const { bridge, person } = opened('vault-closed');
    bridge.answers.setVaultAside = () => failed({ code: 'vault-file', reason: 'EACCES' });
    await person.click(await screen.findByRole('button', { name: 'I forgot it' }));
    await person.click(screen.getByRole('button', { name: 'Set it aside' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not be used');
    expect(screen.getByLabelText('Passphrase').getAttribute('aria-invalid')).toBeNull();
  });

  it('takes the focus from nobody', async () => {
    const { bridge } = opened('ready');
    const add = await screen.findByRole('button', { name: 'Add connection' });
    act(() => add.focus());
    act(() => bridge.say('desk', desk({ keychain: 'vault-closed' })));
    expect(screen.getByLabelText('Passphrase')).toBeTruthy();
    expect(document.activeElement).toBe(add);
  });

  it('whose passphrase is lost is put aside after a question', async () => {
    const { person, asked } = opened('vault-closed');
    await person.click(await screen.findByRole('button', { name: 'I forgot it' }));
    expect(screen.getByText('Set the encrypted file aside?')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(asked('setVaultAside')).toEqual([]);
    await person.click(screen.getByRole('button', { name: 'I forgot it' }));
    await person.click(screen.getByRole('button', { name: 'Set it aside' }));
    expect(asked('setVaultAside')).toHaveLength(1);
  });
});

describe('a keychain that asks the person', () => {
  it('is told for as long as its question is on the screen, and nothing is to be pressed meanwhile', async () => {
    const { bridge } = opened('asking');
    const notice = await screen.findByRole('region', { name: 'Keychain' });
    expect(notice.textContent).toContain('Your keychain is asking.');
    expect(within(notice).queryByRole('button')).toBeNull();
    act(() => bridge.say('desk', desk({ keychain: 'ready' })));
    expect(notice.textContent).toBe('');
  });

  it('is made to ask about a sign-in by its page, whose copying is the main thing to do', async () => {
    const failure = { code: 'keychain-asks' } as const;
    const bridge = fakeBridge(
      desk({ connections: [connection({ status: 'asks-first', accessToken: undefined, failure })] }),
    );
    const person = openApp(bridge);
    await screen.findByText('Your keychain asks first');
    expect(screen.getAllByText('Asks first')).toHaveLength(2);
    expect(screen.getByText('Your keychain asks when you copy it')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Ask now' }));
    expect(asked(bridge)).toEqual([['renew', 'c1']]);
  });

  it('is not taken for a slow Fyle', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const renewing = [connection({ status: 'renewing' })];
    const bridge = fakeBridge(desk({ keychain: 'asking', connections: renewing }));
    openApp(bridge);
    await screen.findByText(/Your keychain is asking/);
    act(() => vi.advanceTimersByTime(11_000));
    expect(screen.queryByText(/Fyle has not answered yet/)).toBeNull();
    act(() => bridge.say('desk', desk({ connections: renewing })));
    act(() => vi.advanceTimersByTime(11_000));
    expect(screen.getByText(/Fyle has not answered yet/)).toBeTruthy();
    vi.useRealTimers();
  });
});

describe('a connection whose sign-in a shut keychain keeps', () => {
  const retryAt = noon + 30_000;
  const stopped = (code: 'keychain-locked' | 'keychain-denied' | 'vault-closed') =>
    connection({ status: 'problem', accessToken: undefined, failure: { code }, retryAt });

  it.each([
    ['keychain-locked', 'locked', 'Unlock'],
    ['keychain-denied', 'denied', 'Ask again'],
  ] as const)('%s: its card asks for the password, then does what was wished', async (code, keychain, name) => {
    const bridge = fakeBridge(desk({ keychain, connections: [stopped(code)] }));
    const person = openApp(bridge);
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    const card = within(screen.getByRole('main'));
    expect(card.queryByText(/tries again automatically/)).toBeNull();
    await person.click(card.getByRole('button', { name }));
    expect(asked(bridge)).toEqual([['tryKeychain'], ['renew', 'c1']]);
  });

  it('stays as it is when it stays locked, and nothing is tried', async () => {
    const bridge = fakeBridge(desk({ keychain: 'locked', connections: [stopped('keychain-locked')] }));
    const person = openApp(bridge);
    await screen.findByRole('heading', { name: 'Acme Ltd' });
    const card = within(screen.getByRole('main'));
    bridge.answers.tryKeychain = () => failed({ code: 'keychain-denied' });
    await person.click(card.getByRole('button', { name: 'Unlock' }));
    expect(await card.findByText('The keychain has not let Token Desk in')).toBeTruthy();
    expect(asked(bridge)).toEqual([['tryKeychain']]);
  });

  it('vault-closed: its card leads to where the passphrase is entered', async () => {
    const bridge = fakeBridge(desk({ keychain: 'vault-closed', connections: [stopped('vault-closed')] }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Enter your passphrase' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Passphrase'));
    expect(asked(bridge)).toEqual([]);
  });

  it('may be kept by a keychain that is not there now: to try again comes first, and a passphrase says what becomes of it', async () => {
    const bridge = fakeBridge(desk({ keychain: 'absent', connections: [connection()] }));
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Use a passphrase' }));
    expect(
      screen.getByText(/Sign-ins that are stored in a keychain stay there and are used once it is back/),
    ).toBeTruthy();
  });
});

describe('quitting while a sign-in is only in memory', () => {
  function asking(keychain: KeychainState, signIns: readonly string[] = ['Acme Ltd'], isTyped = false) {
    const bridge = fakeBridge(desk({ keychain, lostByQuitting: { signIns, isTyped } }));
    return { bridge, person: openApp(bridge) };
  }

  it('asks over the screen that is open, beginning at the answer that changes nothing', async () => {
    const { bridge, person } = asking('locked');
    await screen.findByRole('heading', { name: 'Quit Token Desk?' });
    expect(screen.getByText(/The sign-in of Acme Ltd is only in memory/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keep open' }));
    await person.keyboard('{Escape}');
    expect(asked(bridge)).toEqual([['answerQuit', 'stay']]);
    expect(screen.getByRole('button', { name: 'Copy token' })).toBeTruthy();
    act(() => bridge.say('desk', desk({ keychain: 'locked' })));
    expect(screen.queryByText('Quit Token Desk?')).toBeNull();
  });

  it.each<readonly [keychain: KeychainState, button: string, answer: string]>([
    ['locked', 'Unlock and store', 'store'],
    ['denied', 'Unlock and store', 'store'],
    ['nobody-asks', 'Unlock and store', 'store'],
    ['silent', 'Store and quit', 'store'],
    ['ready', 'Store and quit', 'store'],
    ['absent', 'Use a passphrase', 'stay'],
    ['refusing', 'Use a passphrase', 'stay'],
    ['locked', 'Quit anyway', 'quit'],
  ])('beside a keychain that is %s offers: %s', async (keychain, button, answer) => {
    const { bridge, person } = asking(keychain);
    const question = within(await screen.findByRole('region', { name: 'Quit Token Desk?' }));
    await person.click(question.getByRole('button', { name: button }));
    expect(asked(bridge)).toEqual([['answerQuit', answer]]);
    const isPassphrasePage = screen.queryByRole('heading', { name: 'Protect sign-ins with a passphrase' }) !== null;
    expect(isPassphrasePage).toBe(button === 'Use a passphrase');
  });

  it('says that what is typed would be lost, and offers to store nothing', async () => {
    const { bridge, person } = asking('ready', [], true);
    const question = within(await screen.findByRole('region', { name: 'Quit Token Desk?' }));
    expect(question.getByText('What you have typed is not saved and will be lost.')).toBeTruthy();
    expect(question.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Keep open', 'Quit anyway']);
    await person.click(question.getByRole('button', { name: 'Quit anyway' }));
    expect(asked(bridge)).toEqual([['answerQuit', 'quit']]);
  });

  it('says why it could not be stored, and asks on', async () => {
    const { bridge, person } = asking('locked');
    bridge.answers.answerQuit = () => failed({ code: 'keychain-denied' });
    await person.click(await screen.findByRole('button', { name: 'Unlock and store' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The keychain has not let Token Desk in');
    expect(screen.getByRole('button', { name: 'Quit anyway' })).toBeTruthy();
  });

  it.each([
    [['A', 'B'], 'The sign-ins of A and B are only in memory.'],
    [['A', 'B', 'C'], 'The sign-ins of A, B and C are only in memory.'],
    [['A', 'B', 'C', 'D', 'E'], 'The sign-ins of A, B and 3 others are only in memory.'],
  ])('names what would be lost: %j', async (names, text) => {
    asking('locked', names);
    expect(await screen.findByText(new RegExp(text.replaceAll('.', '\\.')))).toBeTruthy();
  });
});
