import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import { erasedItems } from '../../renderer/words/forgetText.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { asked, openApp, pressOrChoose } from './openApp.tsx';
import { connection, desk, manyConnections } from './states.ts';

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const title = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
const empty = desk({ connections: [] });
/** The button at the end of the settings. */
const OPENER = 'Forget everything on this computer';

async function opened(state: DeskState = desk()) {
  const bridge: FakeBridge = fakeBridge(state);
  const person = openApp(bridge);
  await person.click(await screen.findByRole('button', { name: 'Settings' }));
  await person.click(button(OPENER));
  return { bridge, person };
}

describe('forgetting everything', () => {
  it('asks first, names what goes and what stays, and no is the first answer', async () => {
    const { bridge } = await opened(desk({ connections: [connection(), connection({ id: 'c2', name: 'Northwind' })] }));
    expect(title()).toBe('Forget everything on this computer?');
    expect(screen.getByRole('region', { name: 'Goes for good' }).textContent).toContain(
      '2 connections: Acme Ltd, Northwind',
    );
    expect(screen.getByRole('region', { name: 'Stays' }).textContent).toContain('delete each app in Fyle');
    expect(document.activeElement).toBe(button('Keep everything'));
    expect(asked(bridge)).toEqual([]);
  });

  it.each(['Keep everything', 'Escape'])('%s leaves all as it was, and goes back to the button', async (way) => {
    const { bridge, person } = await opened();
    if (way === 'Escape') await person.keyboard('{Escape}');
    else await person.click(button(way));
    expect(title()).toBe('Settings');
    expect(document.activeElement).toBe(button(OPENER));
    expect(asked(bridge)).toEqual([]);
  });

  it('stays as it was when main asked once more and the answer was no', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => failed({ code: 'not-confirmed' });
    await person.click(button('Forget everything'));
    expect(title()).toBe('Forget everything on this computer?');
    expect(button('Keep everything')).toBeTruthy();
    expect(screen.queryByText('You did not confirm this')).toBeNull();
  });

  it('goes back to the first day, and says that it looked', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => {
      bridge.say('desk', empty);
      return replied(null);
    };
    await person.click(button('Forget everything'));
    expect(await screen.findByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeTruthy();
    expect(screen.getByText(/^Everything is forgotten\./)).toBeTruthy();
    expect(asked(bridge)).toEqual([['forgetEverything']]);
    expect(screen.queryByRole('button', { name: 'Forget everything' })).toBeNull();
  });

  it('claims nothing of a keychain that is not there', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => {
      bridge.say('desk', { ...empty, keychain: 'absent' });
      return replied(null);
    };
    await person.click(button('Forget everything'));
    expect((await screen.findByText(/^Everything is forgotten\./)).textContent).toMatch(
      /nothing is left on this disk\.$/,
    );
  });

  it('shows that it is at work, and is asked for once', async () => {
    const { bridge, person } = await opened();
    const slow = pending<null>();
    bridge.answers.forgetEverything = () => slow.reply;
    await person.click(button('Forget everything'));
    await person.click(button(/Forget everything/));
    expect(button(/Forget everything/).textContent).toContain('please wait');
    expect(button('Keep everything').textContent).toBe('Keep everything');
    expect(button('Keep everything')).toHaveProperty('disabled', true);
    await person.keyboard('{Escape}');
    expect(title()).toBe('Forget everything on this computer?');
    expect(asked(bridge)).toEqual([['forgetEverything']]);
    act(() => bridge.say('desk', empty));
    expect(title()).toBe('Forget everything on this computer?');
    slow.succeed(null);
    expect(await screen.findByText(/^Everything is forgotten\./)).toBeTruthy();
  });

  it('says what nobody can know when there is no keychain, and is done with that', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => {
      bridge.say('desk', empty);
      return failed({ code: 'not-forgotten', left: ['no-keychain'] });
    };
    await person.click(button('Forget everything'));
    const told = (await screen.findByRole('alert')).textContent;
    expect(told).toContain('Everything on this disk is erased');
    expect(told).toContain('Token Desk found no keychain');
    expect(screen.getByRole('region', { name: 'Goes for good' }).textContent).not.toContain('passphrase');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await person.click(button('Close'));
    expect(title()).toBe('Settings');
  });

  it('can be closed when something is left, and then claims nothing', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => failed({ code: 'not-forgotten', left: ['keychain'] });
    await person.click(button('Forget everything'));
    await person.click(await screen.findByRole('button', { name: 'Close' }));
    expect(title()).toBe('Settings');
    expect(screen.queryByText(/^Everything is forgotten\./)).toBeNull();
  });

  it('is at hand once more when it did not come to its end, and after the last connection was removed', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => {
      bridge.say('desk', empty);
      return failed({ code: 'not-forgotten', left: ['keychain', 'disk'] });
    };
    await person.click(button('Forget everything'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/still holds a sign-in.*could not be deleted/);
    await person.click(button('Close'));
    await person.keyboard('{Escape}');
    await person.click(button('Forget everything'));
    expect(title()).toBe('Forget everything on this computer?');
    await person.click(button('Keep everything'));
    expect(title()).toBe('Always a valid Fyle token at hand');
  });

  it.each(['registry-damaged', 'registry-restored', 'secret-left'] as const)(
    'is at hand without a connection where the notice is %s',
    async (notice) => {
      await opened(desk({ connections: [], notices: [notice] }));
      expect(screen.getByRole('region', { name: 'Goes for good' }).textContent).toContain('What is left');
    },
  );

  it('is not offered to who has nothing to be forgotten', async () => {
    openApp(fakeBridge(desk({ connections: [], notices: ['no-tray'] })));
    await screen.findByRole('heading', { name: 'Always a valid Fyle token at hand' });
    expect(screen.queryByRole('button', { name: 'Forget everything' })).toBeNull();
  });

  it.each(['vault-open', 'vault-closed'] as const)(
    'is at hand without a connection when the keychain is %s',
    async (keychain) => {
      const { bridge, person } = await opened(desk({ connections: [], keychain }));
      expect(screen.getByRole('region', { name: 'Goes for good' }).textContent).toContain('the passphrase protects');
      await person.click(button('Forget everything'));
      expect(asked(bridge)).toEqual([['forgetEverything']]);
      expect(await screen.findByText(/^Everything is forgotten\./)).toBeTruthy();
    },
  );

  it.each([
    ['keychain', 'still holds a sign-in'],
    ['disk', 'Some files could not be deleted'],
  ] as const)('says what is left when the %s does not do it, and tries again on a press', async (left, words) => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => {
      bridge.say('desk', empty);
      return failed({ code: 'not-forgotten', left: [left] });
    };
    await person.click(button('Forget everything'));
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    expect(screen.queryByText(/^Everything is forgotten\./)).toBeNull();
    bridge.answers.forgetEverything = () => replied(null);
    await person.click(button('Try again'));
    expect(asked(bridge).filter(([channel]) => channel === 'tryKeychain')).toHaveLength(left === 'keychain' ? 1 : 0);
    expect(await screen.findByText(/^Everything is forgotten\./)).toBeTruthy();
  });

  it.each(['locked', 'denied', 'silent'] as const)(
    'leaves the one act to the line above while the keychain is %s, and is done when it has let go',
    async (keychain) => {
      const { bridge, person } = await opened();
      const shut = desk({ connections: [], keychain, notices: ['secret-left'] });
      bridge.answers.forgetEverything = () => failed({ code: 'not-forgotten', left: ['keychain'] });
      await person.click(button('Forget everything'));
      await screen.findByRole('alert');
      act(() => bridge.say('desk', shut));
      const told = screen.getByRole('region', { name: 'Not everything is erased yet' });
      expect(told.classList).toContain('warn');
      expect(
        within(told)
          .getAllByRole('button')
          .map(({ textContent }) => textContent),
      ).toEqual(['Close', 'Details']);
      expect(screen.getAllByRole('button', { name: /Unlock|Ask again|Try again/ })).toHaveLength(1);
      act(() => bridge.say('desk', desk({ connections: [], notices: ['secret-left'] })));
      expect(title()).toBe('Forget everything on this computer?');
      act(() => bridge.say('desk', empty));
      expect(await screen.findByText(/^Everything is forgotten\./)).toBeTruthy();
      expect(title()).toBe('Always a valid Fyle token at hand');
      expect(asked(bridge)).toEqual([['forgetEverything']]);
    },
  );

  it('keeps what the disk did not do when the keychain has let go', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => failed({ code: 'not-forgotten', left: ['keychain', 'disk'] });
    await person.click(button('Forget everything'));
    act(() => bridge.say('desk', desk({ connections: [], notices: ['secret-left'] })));
    act(() => bridge.say('desk', empty));
    const told = screen.getByRole('alert').textContent;
    expect(told).toContain('Some files could not be deleted');
    expect(told).not.toContain('keychain');
    bridge.answers.forgetEverything = () => replied(null);
    await person.click(button('Try again'));
    expect(await screen.findByText(/^Everything is forgotten\./)).toBeTruthy();
    expect(asked(bridge)).toEqual([['forgetEverything'], ['forgetEverything']]);
  });

  it('claims nothing when the keychain that holds something is not there any more', async () => {
    const { bridge, person } = await opened();
    bridge.answers.forgetEverything = () => failed({ code: 'not-forgotten', left: ['keychain'] });
    await person.click(button('Forget everything'));
    act(() => bridge.say('desk', desk({ connections: [], keychain: 'locked', notices: ['secret-left'] })));
    act(() => bridge.say('desk', desk({ connections: [], keychain: 'absent' })));
    expect(screen.getByRole('alert').textContent).toContain('still holds a sign-in');
    expect(screen.queryByText(/^Everything is forgotten\./)).toBeNull();
  });

  it.each([
    [1, '1 connection: Company 1'],
    [5, '5 connections: Company 1, Company 2, Company 3, Company 4, Company 5'],
    [1500, '1,500 connections: Company 1, Company 2, Company 3, Company 4, 1,496 more'],
  ])('names a few of %i connections, and counts the rest', (count, line) => {
    expect(erasedItems(desk({ connections: manyConnections(count) }))[0]).toBe(line);
  });

  it('asks on its way whether what is typed may go', async () => {
    const bridge = fakeBridge(desk({ connections: [connection({ kind: 'internal' })] }));
    const person = openApp(bridge);
    await pressOrChoose(person, 'Sign in again');
    await person.keyboard('r3fresh');
    await person.click(button('Settings'));
    expect(title()).toBe('Acme Ltd');
    await person.click(button('Leave'));
    expect(title()).toBe('Settings');
  });
});
