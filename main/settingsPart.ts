import { app, type BrowserWindow, nativeTheme } from 'electron';
import type { About } from '../preload/about.ts';
import { readAbout } from './desktop/files/about.ts';
import type { DiskPreferences } from './desktop/files/preferences.ts';
import type { AppMenu } from './desktop/menu/appMenu.ts';
import { type ChosenSettings, deskSettings } from './desktop/settings/deskSettings.ts';
import { loginStart } from './desktop/settings/loginStart.ts';
import type { Zoom } from './desktop/settings/zoom.ts';
import { localeFor } from './desktop/system/localeFormat.ts';
import { systemLanguages, systemLocale } from './desktop/system/systemLocale.ts';
import { locale, speak } from './desktop/words/words.ts';

/** `name`: the app's. */
interface Around {
  readonly name: string;
  readonly window: Pick<BrowserWindow, 'on'>;
  readonly zoom: Zoom;
  readonly menu: Pick<AppMenu, 'redraw'>;
  readonly preferences: DiskPreferences;
  readonly onChange: () => void;
  /** Tokens are to be fresh for longer, or need not be. */
  readonly onFreshness: () => void;
}

/** Makes the settings act on what is not ours: the system's colours, Chromium's zoom, and the start at login. */
export function joinSettings({ name, window, zoom, menu, preferences, onChange, onFreshness }: Around): ChosenSettings {
  let promised = preferences.settings.freshMinutes;
  const login = loginStart(name);
  // Before it is looked at; where that fails, the setting says that nothing is started.
  login.repair();
  const settings = deskSettings({
    preferences,
    loginStart: login,
    apply: ({ theme, language, textSize, freshMinutes }) => {
      nativeTheme.themeSource = theme;
      const spoken = localeFor(language, systemLanguages(), systemLocale('times'));
      if (spoken !== locale()) {
        speak(spoken);
        menu.redraw();
      }
      zoom.setTextSize(textSize);
      if (freshMinutes !== promised) onFreshness();
      promised = freshMinutes;
      onChange();
    },
  });
  // Whoever comes back may have changed the start at login in the system's own settings.
  window.on('focus', settings.look);
  return settings;
}

/** What the app says of itself. @param built the built app's folder */
export function aboutApp(built: string): About {
  const { electron, chrome } = process.versions;
  const runtime = `Electron ${electron}, Chromium ${chrome}`;
  return { version: app.getVersion(), runtime, ...readAbout(built, process.execPath) };
}
