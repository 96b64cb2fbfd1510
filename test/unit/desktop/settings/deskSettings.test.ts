import { describe, expect, it } from 'vitest';
import { diskPreferences } from '../../../../main/desktop/files/preferences.ts';
import { readSettings } from '../../../../main/desktop/files/settings.ts';
import { deskSettings } from '../../../../main/desktop/settings/deskSettings.ts';
import { fail, ok, type Result } from '../../../../main/result.ts';
import type { DeskSettings } from '../../../../preload/settings.ts';
import { folderWith } from '../files/diskFolder.ts';

const usual = readSettings(undefined);

function opened({ login }: { readonly login: boolean | undefined } = { login: false }) {
  const folder = folderWith();
  const applied: DeskSettings[] = [];
  /** What the system has, and whether it takes another. */
  const system = { isOn: login, takes: ok(undefined) as Result<undefined, string> };
  const settings = deskSettings({
    preferences: diskPreferences(folder),
    loginStart: {
      isOn: () => system.isOn,
      set: (isOn) => {
        if (system.takes.ok) system.isOn = isOn;
        return system.takes;
      },
    },
    apply: (now) => void applied.push(now),
  });
  return { folder, applied, system, settings };
}

describe('the settings', () => {
  it('are used at once, and kept', async () => {
    const { folder, applied, settings } = opened();
    const changing = settings.change({ theme: 'dark', freshMinutes: 20 });
    const changed = { ...usual, theme: 'dark', freshMinutes: 20, startsAtLogin: false };
    expect([settings.current, applied]).toEqual([changed, [changed]]);
    expect(await changing).toEqual(ok(null));
    expect(diskPreferences(folder).settings).toEqual({ ...usual, theme: 'dark', freshMinutes: 20 });
  });

  it('stay as they are when a change is none', async () => {
    const { applied, settings } = opened();
    expect(await settings.change({ theme: 'dark', textSize: 'huge' })).toEqual(fail({ code: 'bad-request' }));
    expect([settings.current, applied]).toEqual([{ ...usual, startsAtLogin: false }, []]);
  });

  it('have the start at login as the system has it, not as it was wished', async () => {
    const { system, settings } = opened();
    expect(await settings.change({ startsAtLogin: true })).toEqual(ok(null));
    expect([system.isOn, settings.current.startsAtLogin]).toEqual([true, true]);
    system.takes = fail('EACCES');
    expect(await settings.change({ startsAtLogin: false })).toEqual(fail({ code: 'not-saved', reason: 'EACCES' }));
    expect(settings.current.startsAtLogin).toBe(true);
  });

  it('see that somebody else has changed it, and tell that once', () => {
    const { applied, system, settings } = opened({ login: true });
    settings.look();
    expect(applied).toEqual([]);
    system.isOn = false;
    settings.look();
    settings.look();
    expect(applied).toEqual([{ ...usual, startsAtLogin: false }]);
  });

  it('do not speak of it where it cannot be set', () => {
    expect(opened({ login: undefined }).settings.current).toEqual(usual);
  });
});
