import ElectronStore from 'electron-store';

interface Preferences {
  readonly toldAboutTray: boolean;
}

/** What the app remembers between two runs for a person's comfort alone. */
export interface DiskPreferences {
  /** Whether the person has been told that closing the window keeps the app in the tray. */
  toldAboutTray(): boolean;
  rememberTrayTold(): void;
}

/**
 * The preferences in `preferences.json` under the user-data folder, by electron-store: begun anew when they cannot be read,
 * and held in memory when the disk takes none. electron-store reports success on a full disk (faults.md, fact 5): nothing
 * is kept here whose loss does harm.
 */
export function diskPreferences(folder: string): DiskPreferences {
  const store = attempt(
    () =>
      new ElectronStore<Preferences>({
        name: 'preferences',
        cwd: folder,
        configFileMode: 0o600,
        clearInvalidConfig: true,
      }),
  );
  let isTold = attempt(() => store?.get('toldAboutTray')) === true;
  return {
    toldAboutTray: () => isTold,
    rememberTrayTold: () => {
      isTold = true;
      attempt(() => store?.set('toldAboutTray', true));
    },
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // A folder in its place, or a disk that takes no more: what was told is told once more.
    return undefined;
  }
}
