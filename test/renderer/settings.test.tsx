import { act, render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import { News } from '../../renderer/settings/News.tsx';
import { sectionAt } from '../../renderer/settings/sections.ts';
import { newsLines } from '../../renderer/words/settings/newsText.ts';
import { locale, speak } from '../../renderer/words/text.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { chooseKind } from './addForm.ts';
import { asked, openApp, pass } from './openApp.tsx';
import { desk, settings } from './states.ts';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const onOff = (name: string): HTMLElement => screen.getByRole('switch', { name });
const part = (name: string): HTMLElement => screen.getByRole('region', { name });
const titles = (): readonly (string | null)[] =>
  screen.getAllByRole('heading', { level: 1 }).map(({ textContent }) => textContent);

/** Opens the settings from the list's foot. */
async function opened(state: DeskState = desk(), bridge: FakeBridge = fakeBridge(state)) {
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Settings' }));
  await screen.findByRole('heading', { name: 'Settings' });
  return { bridge, person };
}

/** The settings that the page asked main to change. */
const changes = (bridge: FakeBridge): readonly unknown[] =>
  asked(bridge).flatMap(([channel, change]) => (channel === 'changeSettings' ? [change] : []));

describe('the settings', () => {
  it('show what holds now', async () => {
    await opened(
      desk({
        settings: {
          ...settings,
          ...{ theme: 'dark', textSize: 'large', startsAtLogin: true, closesToTray: false },
          ...{ clipboardSeconds: 60, freshMinutes: 20, tellsSignInNeeded: false, notifiesWithSound: true },
        },
      }),
    );
    const chosen = screen.getAllByRole('radio', { checked: true });
    expect(chosen.map((one) => one.closest('label')?.textContent ?? '')).toEqual(['Dark', 'A', 'Same as computer']);
    expect(screen.getByRole('radio', { name: 'Large' })).toHaveProperty('checked', true);
    const switches = ['Start at login', 'Close to tray', 'Sign-in needed', 'Sound'];
    expect(switches.map((name) => (onOff(name) as HTMLInputElement).checked)).toEqual([true, false, false, true]);
    expect(screen.getByRole('combobox', { name: 'Clipboard clears after' })).toHaveProperty('value', '60');
    expect(screen.getByRole('combobox', { name: 'Valid for at least' })).toHaveProperty('value', '20');
  });

  it('change by mouse or keys, each alone and at once', async () => {
    const { bridge, person } = await opened();
    await person.click(screen.getByRole('radio', { name: 'Dark' }));
    await person.click(screen.getByRole('radio', { name: 'Small' }));
    await person.click(onOff('Start at login'));
    act(() => onOff('Close to tray').focus());
    await person.keyboard(' ');
    await person.selectOptions(screen.getByRole('combobox', { name: 'Clipboard clears after' }), '2 minutes');
    await person.selectOptions(screen.getByRole('combobox', { name: 'Valid for at least' }), '5 minutes');
    await person.selectOptions(screen.getByRole('combobox', { name: 'Default format' }), 'Authorization header');
    await person.click(onOff('Sign-in needed'));
    await person.click(screen.getByRole('checkbox', { name: '7 days' }));
    await person.click(onOff('Sound'));
    expect(changes(bridge)).toEqual([
      { theme: 'dark' },
      { textSize: 'small' },
      { startsAtLogin: true },
      { closesToTray: false },
      { clipboardSeconds: 120 },
      { freshMinutes: 5 },
      { defaultFormat: 'header' },
      { tellsSignInNeeded: false },
      { warnsDaysBefore: [30, 1] },
      { notifiesWithSound: true },
    ]);
  });

  it('follow the hand before main has answered, and then what main says', async () => {
    const slow = pending<null>();
    const bridge = fakeBridge(desk());
    bridge.answers.changeSettings = () => slow.reply;
    const { person } = await opened(desk(), bridge);
    await person.click(onOff('Start at login'));
    expect(onOff('Start at login')).toHaveProperty('checked', true);
    await act(async () => slow.fail({ code: 'not-saved', reason: 'EACCES' }));
    expect(onOff('Start at login')).toHaveProperty('checked', false);
    expect(screen.getByText(/^Start at login could not be changed\. Token Desk may not write/)).toBeTruthy();
  });

  it('follow the hand in several at once, and each until its own last answer', async () => {
    const [first, second, third] = [pending<null>(), pending<null>(), pending<null>()];
    const { bridge, person } = await opened();
    const clears = screen.getByRole('combobox', { name: 'Clipboard clears after' });
    bridge.answers.changeSettings = () => first.reply;
    await person.selectOptions(clears, '2 minutes');
    bridge.answers.changeSettings = () => second.reply;
    await person.click(onOff('Sound'));
    expect(clears).toHaveProperty('value', '120');
    bridge.answers.changeSettings = () => third.reply;
    await person.selectOptions(clears, '1 minute');
    await act(async () => first.succeed(null));
    expect(clears).toHaveProperty('value', '60');
    expect(onOff('Sound')).toHaveProperty('checked', true);
    await act(async () => third.succeed(null));
    await act(async () => second.succeed(null));
    expect(clears).toHaveProperty('value', '30');
    expect(onOff('Sound')).toHaveProperty('checked', false);
  });

  it('say that one was not saved, until one is', async () => {
    const { bridge, person } = await opened();
    bridge.answers.changeSettings = () => failed({ code: 'not-saved', reason: 'ENOSPC' });
    await person.click(onOff('Sound'));
    expect(await screen.findByText(/lasts until you quit\. The disk is full/)).toBeTruthy();
    bridge.answers.changeSettings = () => replied(null);
    await person.click(onOff('Sound'));
    await pass(0);
    expect(screen.queryByText(/lasts until you quit/)).toBeNull();
  });

  it('say nothing when the person thought better of what main asked', async () => {
    const { bridge, person } = await opened();
    bridge.answers.changeSettings = () => failed({ code: 'not-confirmed' });
    await person.click(onOff('Start at login'));
    await pass(0);
    expect(onOff('Start at login')).toHaveProperty('checked', false);
    expect(screen.queryByText(/confirm/)).toBeNull();
  });

  it('have no switch for what cannot be set', async () => {
    const { startsAtLogin: _, ...without } = settings;
    await opened(desk({ settings: without }));
    expect(screen.queryByRole('switch', { name: 'Start at login' })).toBeNull();
    expect(screen.queryByRole('switch', { name: 'Lock when idle' })).toBeNull();
  });
});

describe('the way into the settings and out of them', () => {
  it.each(['Back', 'Escape'])('%s leads to the button that opened them', async (way) => {
    const { person } = await opened();
    if (way === 'Escape') await person.keyboard('{Escape}');
    else await person.click(button('Back'));
    expect(titles()).toEqual(['Acme Ltd']);
    expect(document.activeElement).toBe(button('Settings'));
  });

  it('is the menu’s too, on the first run as well', async () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    const person = openApp(bridge);
    await screen.findByRole('heading', { name: /^Always a valid/ });
    await act(async () => bridge.say('act', 'settings'));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
    await person.keyboard('{Escape}');
    expect(titles()[0]).toMatch(/^Always a valid/);
  });

  it('asks first whether what is typed may go', async () => {
    const bridge = fakeBridge(desk());
    const person = openApp(bridge);
    await person.click(await screen.findByRole('button', { name: 'Add connection' }));
    await chooseKind(person);
    await person.type(screen.getByLabelText('Name'), 'Acme');
    await act(async () => bridge.say('act', 'settings'));
    expect(titles()).not.toContain('Settings');
    await person.click(button('Leave'));
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeTruthy();
  });

  it('comes back to the settings from what they lead to, at the same button', async () => {
    const { person } = await opened(desk({ keychain: 'absent' }));
    await person.click(button('Forget everything on this computer'));
    expect(titles()).toEqual(['Forget everything on this computer?']);
    await person.click(button('Keep everything'));
    expect(document.activeElement).toBe(button('Forget everything on this computer'));
    await person.click(within(part('Security')).getByRole('button', { name: 'Use a passphrase' }));
    expect(titles()).toEqual(['Protect sign-ins with a passphrase']);
    await person.keyboard('{Escape}');
    expect(document.activeElement).toBe(within(part('Security')).getByRole('button', { name: 'Use a passphrase' }));
  });

  it('goes through the sections by the arrows, and to the one that is chosen', async () => {
    const { person } = await opened();
    expect(document.activeElement).toBe(button('General'));
    await person.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(button('Security'));
    await person.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Security' }));
    expect(button('Security').getAttribute('aria-current')).toBe('true');
    expect(button('General').getAttribute('aria-current')).toBeNull();
  });
});

describe('the section that is read', () => {
  const places = [
    { id: 'general', top: 20 },
    { id: 'copying', top: 300 },
    { id: 'notices', top: 500 },
    { id: 'security', top: 700 },
    { id: 'about', top: 900 },
  ] as const;
  it.each([
    ['at the top', 0, 600, 1100, 'general'],
    ['a little below it', 60, 600, 1100, 'general'],
    ['halfway', 250, 600, 1100, 'notices'],
    ['at the end', 500, 600, 1100, 'about'],
    ['beyond the end', 520, 600, 1100, 'about'],
    ['where all is in sight', 0, 1200, 1100, 'general'],
  ] as const)('is found %s', (_where, scrollTop, height, pageHeight, id) => {
    expect(sectionAt(places, scrollTop, height, pageHeight)).toBe(id);
  });
});

describe('security', () => {
  it.each([
    ['ready', /^In this computer’s keychain$/, []],
    ['unproven', /has not been needed yet/, []],
    ['locked', /^In this computer’s keychain$/, []],
    ['absent', /in memory only/, ['Use a passphrase']],
    ['refusing', /in memory only/, ['Use a passphrase']],
    ['vault-open', /encrypted file, protected/, []],
    ['vault-closed', /enter your passphrase/, []],
  ] as const)('says where sign-ins are stored: %s', async (keychain, words, buttons) => {
    await opened(desk({ keychain }));
    const security = within(part('Security'));
    expect(security.getByText(words)).toBeTruthy();
    expect(security.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(buttons);
    expect(security.getAllByRole('switch')).toHaveLength(1);
  });

  it('has the lock of the passphrase, which holds also when it is typed the next time', async () => {
    const { bridge, person } = await opened(desk({ keychain: 'vault-open' }));
    await person.click(onOff('Lock Token Desk'));
    expect(changes(bridge)).toEqual([{ locksWhenIdle: true }]);
  });
});

describe('what the app says of itself', () => {
  it('is its version, and what it runs on', async () => {
    await opened();
    expect(
      await within(part('About')).findByText('Version 0.1.0, on Electron 45.4.1, Chromium 140.0.7339.41'),
    ).toBeTruthy();
  });

  it('is what is new, and Escape leads back to its button', async () => {
    const { person } = await opened();
    await person.click(button('What’s new'));
    expect(part('What’s new').textContent).toContain('Settings.');
    await person.keyboard('{Escape}');
    expect(document.activeElement).toBe(button('What’s new'));
    expect(part('General')).toBeTruthy();
  });

  it.each([
    ['en-GB', false],
    ['de-DE', true],
  ])('is in English, and says so where the person reads another language: %s', (tag, isSaid) => {
    const before = locale();
    speak(tag);
    render(<News news="- Settings." onBack={() => undefined} />);
    expect(screen.queryByText('Diese Liste gibt es nur auf Englisch.') !== null).toBe(isSaid);
    expect(screen.getByText('Settings.').closest('[lang]')?.getAttribute('lang')).toBe('en');
    speak(before);
  });

  it('is every licence, with a search', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.about = () =>
      replied({
        ...{ version: '0.1.0', runtime: '', news: '' },
        licences: [
          { name: 'react', version: '19.3.1', kind: 'MIT', text: 'Copyright Meta' },
          { name: '@github/keytar', version: '7.10.6', kind: 'MIT', text: 'Copyright GitHub' },
        ],
        chromiumLicences: '/opt/Token Desk/LICENSES.chromium.html',
      });
    const { person } = await opened(desk(), bridge);
    await person.click(button('Show licences'));
    const names = () => screen.getAllByRole('group').map((one) => one.querySelector('summary')?.textContent);
    expect(names()).toEqual(['react19.3.1MIT', '@github/keytar7.10.6MIT']);
    expect(screen.getByText('/opt/Token Desk/LICENSES.chromium.html')).toBeTruthy();
    await person.type(screen.getByLabelText('Search'), 'meta');
    expect(names()).toEqual(['react19.3.1MIT']);
    await person.type(screen.getByLabelText('Search'), 'x');
    expect(screen.getByText('No licence has these words.')).toBeTruthy();
    await person.click(button('Back to settings'));
    expect(document.activeElement).toBe(button('Show licences'));
  });

  it('leaves out the signs of the changelog', () => {
    expect(newsLines('### Added\n\n**Tokens**\n\n- `Copy` **now**, see [docs](#a).\nAnd so on.')).toEqual([
      { is: 'heading', text: 'Added' },
      { is: 'heading', text: 'Tokens' },
      { is: 'item', text: 'Copy now, see docs.' },
      { is: 'text', text: 'And so on.' },
    ]);
  });
});
