import type { About } from '../../../preload/about.ts';
import type { Handlers } from '../../../preload/contract.ts';
import type { RegistryFailure } from '../../../preload/failure.ts';
import type { DeskSettings } from '../../../preload/settings.ts';
import { fail, ok, type Result } from '../../result.ts';
import { memberOf } from '../files/json.ts';
import type { DiskPreferences } from '../files/preferences.ts';
import { changedSettings } from '../files/settings.ts';
import type { LoginStart } from './loginStart.ts';

interface Parts {
  readonly preferences: Pick<DiskPreferences, 'settings' | 'keepSettings'>;
  readonly loginStart: Pick<LoginStart, 'isOn' | 'set'>;
  /** Uses what was chosen. */
  readonly apply: (now: DeskSettings) => void;
}

/** What a person can choose for the whole app. */
export interface ChosenSettings {
  readonly current: DeskSettings;
  /**
   * Uses what is asked for at once, and keeps it. Failures: `bad-request`, and nothing was changed; `not-saved` when it
   * lasts only until the app ends, or the system did not take the start at login.
   */
  change(foreign: unknown): Promise<Result<null, RegistryFailure | { readonly code: 'bad-request' }>>;
  /** Looks again at what others can change. */
  look(): void;
}

/** Joins the settings in the preferences with the one that the system keeps. */
export function deskSettings({ preferences, loginStart, apply }: Parts): ChosenSettings {
  let startsAtLogin = loginStart.isOn();
  const current = (): DeskSettings => ({
    ...preferences.settings,
    ...(startsAtLogin !== undefined && { startsAtLogin }),
  });
  const look = () => {
    const before = startsAtLogin;
    startsAtLogin = loginStart.isOn();
    if (startsAtLogin !== before) apply(current());
  };
  return {
    get current() {
      return current();
    },
    look,
    change: async (foreign) => {
      const wanted = changedSettings(current(), foreign);
      if (wanted === undefined) return fail({ code: 'bad-request' });
      const { startsAtLogin: login, ...settings } = wanted;
      const set = login === undefined || login === startsAtLogin ? ok(undefined) : loginStart.set(login);
      startsAtLogin = loginStart.isOn();
      const isSame = JSON.stringify(settings) === JSON.stringify(preferences.settings);
      const keeping = isSame ? ok(undefined) : preferences.keepSettings(settings);
      apply(current());
      const kept = await keeping;
      const failed = set.ok ? kept : set;
      return failed.ok ? ok(null) : fail({ code: 'not-saved', reason: failed.failure });
    },
  };
}

/** What the requests about settings need. */
export interface SettingsParts {
  readonly settings: Pick<ChosenSettings, 'current' | 'change'>;
  readonly about: () => About;
  /** The person's own word on an act. */
  readonly personConsent: { readonly mayDo: (act: SettingsAct) => Promise<boolean> };
}

/** A change that writes beyond the app's own folder, or weakens what protects tokens. */
type SettingsAct = 'changeLoginStart' | 'clearLater' | 'stopLocking';

/** What the requests of the Settings screen do. */
export function settingsRequests(parts: SettingsParts): Pick<Handlers, 'about' | 'changeSettings'> {
  const { settings, about, personConsent } = parts;
  return {
    about: async () => ok(about()),
    changeSettings: async (change) => {
      // One after the other: a press counts once, and each question names one act.
      for (const act of settingsActs(settings.current, change))
        if (!(await personConsent.mayDo(act))) return fail({ code: 'not-confirmed' });
      return settings.change(change);
    },
  };
}

/** What in a change the person must want; nothing when it is none. */
function settingsActs(now: DeskSettings, change: unknown): readonly SettingsAct[] {
  const wanted = changedSettings(now, change);
  if (wanted === undefined) return [];
  return [
    ...(memberOf(change, 'startsAtLogin') !== undefined ? ['changeLoginStart' as const] : []),
    ...(wanted.clipboardSeconds > now.clipboardSeconds ? ['clearLater' as const] : []),
    ...(now.locksWhenIdle && !wanted.locksWhenIdle ? ['stopLocking' as const] : []),
  ];
}
