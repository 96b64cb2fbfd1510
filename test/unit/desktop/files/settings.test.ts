import { describe, expect, it } from 'vitest';
import { changedSettings, readSettings } from '../../../../main/desktop/files/settings.ts';

const usual = readSettings(undefined);

describe('settings in a file', () => {
  it('are as before anybody chose where there is none', () => {
    expect(usual).toEqual({
      theme: 'system',
      language: 'system',
      textSize: 'normal',
      closesToTray: true,
      clipboardSeconds: 30,
      freshMinutes: 10,
      defaultFormat: 'token',
      tellsSignInNeeded: true,
      warnsDaysBefore: [30, 7, 1],
      notifiesWithSound: false,
      locksWhenIdle: false,
      lockMinutes: 15,
    });
  });

  it.each([
    [undefined, {}],
    [null, {}],
    [[], {}],
    ['dark', {}],
    [
      { theme: 'dark', textSize: 'large', closesToTray: false },
      { theme: 'dark', textSize: 'large', closesToTray: false },
    ],
    // One that is wrong takes none of the others with it.
    [{ theme: 'blue', clipboardSeconds: 10 }, { clipboardSeconds: 10 }],
    [{ theme: null, freshMinutes: 30 }, { freshMinutes: 30 }],
    [{ theme: ['dark'], tellsSignInNeeded: false }, { tellsSignInNeeded: false }],
    [{ theme: { toString: 'dark' }, notifiesWithSound: true }, { notifiesWithSound: true }],
    [{ clipboardSeconds: '10', theme: 'light' }, { theme: 'light' }],
    [{ clipboardSeconds: 11, theme: 'light' }, { theme: 'light' }],
    [{ clipboardSeconds: Infinity, theme: 'light' }, { theme: 'light' }],
    [{ clipboardSeconds: -30, theme: 'light' }, { theme: 'light' }],
    [{ freshMinutes: 0, locksWhenIdle: true }, { locksWhenIdle: true }],
    [{ closesToTray: 'false', locksWhenIdle: 1 }, {}],
    [{ defaultFormat: 'power-query' }, { defaultFormat: 'power-query' }],
    [{ defaultFormat: 'xml', theme: 'dark' }, { theme: 'dark' }],
    [{ defaultFormat: ['header'] }, {}],
    [{ warnsDaysBefore: [] }, { warnsDaysBefore: [] }],
    [{ warnsDaysBefore: [1, 30, 1] }, { warnsDaysBefore: [30, 1] }],
    [{ warnsDaysBefore: [7, 2], theme: 'dark' }, { theme: 'dark' }],
    [{ warnsDaysBefore: ['7'] }, {}],
    [{ warnsDaysBefore: { 0: 7, length: 1 } }, {}],
    [{ textSize: 'LARGE', startsAtLogin: true, unknown: 1 }, {}],
  ])('are read from %j as far as they make sense', (foreign, read) => {
    expect(readSettings(foreign)).toEqual({ ...usual, ...read });
  });
});

describe('a change of the settings', () => {
  const now = { ...usual, startsAtLogin: false };

  it.each([
    [{}, {}],
    [{ theme: 'dark' }, { theme: 'dark' }],
    [
      { clipboardSeconds: 300, freshMinutes: 5 },
      { clipboardSeconds: 300, freshMinutes: 5 },
    ],
    [{ startsAtLogin: true }, { startsAtLogin: true }],
  ])('leaves the others: %j', (change, changed) => {
    expect(changedSettings(now, change)).toEqual({ ...now, ...changed });
  });

  it.each([
    undefined,
    null,
    7,
    'dark',
    [],
    [{ theme: 'dark' }],
    { theme: 'blue' },
    { theme: undefined },
    { theme: 'dark', clipboardSeconds: 31 },
    { theme: 'dark', unknown: true },
    { startsAtLogin: 'yes' },
    { startsAtLogin: null },
    { warnsDaysBefore: 7 },
    { warnsDaysBefore: [7, 14] },
    { toString: 'dark' },
    { constructor: 'dark' },
    JSON.parse('{"__proto__":{"theme":"dark"}}'),
  ])('is refused as a whole when anything in it is wrong: %j', (change) => {
    expect(changedSettings(now, change)).toBeUndefined();
  });
});
