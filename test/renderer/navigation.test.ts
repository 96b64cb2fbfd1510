import { describe, expect, it } from 'vitest';
import type { DeskState } from '../../preload/contract.ts';
import {
  closeForgotten,
  enter,
  follow,
  forgotten,
  goBack,
  type Navigation,
  open,
  openForm,
  reportFailedCopy,
  type Screen,
  screenOf,
  start,
} from '../../renderer/desk/navigation.ts';
import { connection, desk, noon } from './states.ts';

const acme = connection();
const northwind = connection({ id: 'c2', name: 'Northwind' });
const both = desk({ connections: [acme, northwind] });
const empty = desk({ connections: [] });
const acmePage: Screen = { name: 'connection', connection: acme };
const failedCopy = { id: 'c1', failure: { code: 'clipboard-failed' }, at: noon } as const;
const used: Navigation = { ...start, traces: 'left' };

describe('the screen', () => {
  it.each<[string, Navigation, DeskState, Screen]>([
    ['the first connection before any was chosen', start, both, acmePage],
    ['the chosen connection', { ...used, selectedId: 'c2' }, both, { name: 'connection', connection: northwind }],
    ['the first connection after the chosen one was removed', { ...used, selectedId: 'c3' }, both, acmePage],
    ['the first run without a connection', start, empty, { name: 'first-run', canForget: false }],
    ['the form', { ...used, place: 'add' }, both, { name: 'add' }],
    ['the form on a first run too', { ...start, place: 'add' }, empty, { name: 'add' }],
    ['the question before everything is erased', { ...used, place: 'forget' }, empty, { name: 'forget' }],
    ['the choice of a passphrase', { ...used, place: 'passphrase' }, both, { name: 'passphrase' }],
    ['the settings, without a connection too', { ...start, place: 'settings' }, empty, { name: 'settings' }],
  ])('is %s', (_name, navigation, state, screen) => {
    expect(screenOf(navigation, state)).toEqual(screen);
  });

  it.each<[string, Navigation, Partial<DeskState>, boolean]>([
    ['a computer that never held a connection', start, {}, false],
    ['one whose last connection was removed', used, {}, true],
    ['one on which everything was erased', { ...start, traces: 'forgotten' }, {}, false],
    ['one with a vault', start, { keychain: 'vault-closed' }, true],
    ['one with a damaged list', start, { notices: ['registry-damaged'] }, true],
    ['one with an orphaned keychain item', start, { notices: ['secret-left'] }, true],
    ['one without a tray', start, { notices: ['no-tray'] }, false],
  ])('offers on %s to forget everything: %#', (_name, navigation, changes, canForget) => {
    expect(screenOf(navigation, desk({ connections: [], ...changes }))).toEqual({ name: 'first-run', canForget });
  });
});

describe('the way back', () => {
  it.each([
    ['settings', 'connections', 'connections'],
    ['forget', 'settings', 'settings'],
    ['passphrase', 'settings', 'settings'],
    ['forget', 'connections', 'connections'],
    ['passphrase', 'add', 'connections'],
    ['add', 'settings', 'connections'],
  ] as const)('from %s, opened from %s, leads to %s', (place, from, back) => {
    expect(goBack(enter({ ...used, place: from }, place)).place).toBe(back);
  });

  it('is not lost by who opens the same place again', () => {
    const inSettings = enter(used, 'settings');
    expect(enter(inSettings, 'settings')).toBe(inSettings);
  });
});

describe('a change of main’s state', () => {
  it.each<[string, Navigation, DeskState, Partial<Navigation>]>([
    ['a first connection leaves traces', start, both, { traces: 'left' }],
    ['a removed one leaves them there', used, empty, {}],
    ['an erased computer stays erased', { ...start, traces: 'forgotten' }, both, {}],
    ['no keychain leaves the choice open', { ...used, place: 'passphrase' }, desk({ keychain: 'absent' }), {}],
    ['a keychain ends it', { ...used, place: 'passphrase' }, desk(), { place: 'connections' }],
    [
      'a vault ends it, and the settings that led to it are there again',
      { ...used, place: 'passphrase', from: 'settings' },
      desk({ keychain: 'vault-open' }),
      { place: 'settings', from: undefined },
    ],
    ['a vault ends it', { ...used, place: 'passphrase' }, desk({ keychain: 'vault-open' }), { place: 'connections' }],
    ['the form stays', { ...used, place: 'add' }, desk(), {}],
  ])('%s', (_name, before, state, changes) => {
    const after = follow(before, state);
    expect(after).toEqual({ ...before, ...changes });
    if (Object.keys(changes).length === 0) expect(after).toBe(before);
  });
});

describe('a step', () => {
  const seen: Navigation = { ...used, selectedId: 'c1', failedCopy };
  it.each<[string, Navigation, Partial<Navigation>]>([
    ['open goes to the connection', open({ ...used, place: 'add' }, 'c2', { name: 'add' }), { selectedId: 'c2' }],
    ['open ends what was seen of a failed copy', open(seen, 'c2', acmePage), { selectedId: 'c2' }],
    [
      'open keeps what was not seen of one',
      open({ ...seen, place: 'add' }, 'c2', { name: 'add' }),
      { selectedId: 'c2', failedCopy },
    ],
    [
      'open takes the banner of an erased computer away',
      open({ ...start, traces: 'forgotten' }, 'c1', { name: 'add' }),
      { selectedId: 'c1', traces: 'none' },
    ],
    ['openForm ends what was seen of a failed copy', openForm(seen, acmePage), { place: 'add', selectedId: 'c1' }],
    ['openForm keeps the chosen connection', openForm(seen, { name: 'add' }), { ...seen, place: 'add' }],
    ['forgotten goes back to the beginning', forgotten({ ...used, place: 'forget' }), { traces: 'forgotten' }],
    ['closeForgotten takes its banner away', closeForgotten({ ...start, traces: 'forgotten' }), { traces: 'none' }],
    ['closeForgotten changes nothing else', closeForgotten(used), {}],
  ])('%s', (_name, after, changes) => {
    expect(after).toEqual({ ...used, ...changes });
  });

  it.each<[Navigation['place'], boolean, Partial<Navigation>]>([
    ['connections', false, { selectedId: 'c1' }],
    ['connections', true, {}],
    ['add', false, { place: 'connections', selectedId: 'c1' }],
    ['add', true, { selectedId: 'c1' }],
    ['forget', false, { place: 'connections', selectedId: 'c1' }],
    ['passphrase', true, {}],
  ])('a failed copy at %s, with input %s', (place, isTyping, changes) => {
    const before: Navigation = { ...used, place, selectedId: 'c2' };
    expect(reportFailedCopy(before, failedCopy, isTyping)).toEqual({ ...before, failedCopy, ...changes });
  });
});
