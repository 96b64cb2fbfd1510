import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failed, fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const list = ['Acme Ltd', 'Beta GmbH', 'Contoso'].map((name, at) =>
  connection({ id: `c${at}`, name, profile: undefined }),
);
const shown = () => screen.getByRole('heading', { level: 1 }).textContent;

async function without(...gone: readonly string[]) {
  const bridge = fakeBridge(desk({ connections: list }));
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  const remove = (...ids: readonly string[]) =>
    act(() =>
      bridge.say(
        'desk',
        desk({
          connections: list.filter(({ id }) => !ids.includes(id)),
          removed: list.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name, undoUntil: noon + 1 })),
        }),
      ),
    );
  if (gone.length > 0) remove(...gone);
  return { bridge, person, remove };
}

describe('after a connection was removed', () => {
  it.each([
    ['the next one is shown', 'Beta GmbH', ['c1'], 'Contoso'],
    ['the one before is shown at the end of the list', 'Contoso', ['c2'], 'Beta GmbH'],
    ['the next one of those that are left', 'Acme Ltd', ['c0', 'c1'], 'Contoso'],
    ['another one that was not shown changes nothing', 'Beta GmbH', ['c0'], 'Beta GmbH'],
  ] as const)('%s', async (_what, chosen, gone, next) => {
    const { person, remove } = await without();
    await person.click(screen.getByRole('option', { name: new RegExp(chosen) }));
    remove(...gone);
    expect(shown()).toBe(next);
  });

  it('the first one, which nobody chose, gives way to the next', async () => {
    await without('c0');
    expect(shown()).toBe('Beta GmbH');
  });

  it('a toast says so, and puts it back on a press', async () => {
    const { bridge, person } = await without('c1');
    expect(screen.getByText('Beta GmbH').closest('[role="status"]')?.textContent).toContain('Beta GmbH removed');
    await person.click(screen.getByRole('button', { name: 'Undo' }));
    expect(asked(bridge)).toEqual([['undoRemove', 'c1']]);
    act(() => bridge.say('desk', desk({ connections: list })));
    await waitFor(() => expect(shown()).toBe('Beta GmbH'));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('each has its toast, and one that cannot be put back says why', async () => {
    const { bridge, person } = await without('c1', 'c2');
    bridge.answers.undoRemove = () => failed({ code: 'not-saved', reason: 'ENOSPC' });
    const [, second] = screen.getAllByRole('button', { name: 'Undo' });
    if (second === undefined) throw new Error('One toast');
    await person.click(second);
    expect(asked(bridge)).toEqual([['undoRemove', 'c2']]);
    expect(await screen.findByText(/could not be saved|disk is full/i)).toBeTruthy();
  });

  it('the last one can be put back from the first page', async () => {
    await without('c0', 'c1', 'c2');
    expect(screen.getAllByRole('button', { name: 'Undo' })).toHaveLength(3);
    expect(shown()).toBe('Always a valid Fyle token at hand');
  });
});
