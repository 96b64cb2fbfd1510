import { join } from 'node:path';
import { isRegularFileOrMissing } from './atomicFile.ts';

interface Preferences {
  readonly toldAboutTray: boolean;
}

/** What the app remembers between two runs for a person's comfort alone. */
export interface DiskPreferences {
  /** Whether the person has been told that closing the window keeps the app in the tray. */
  wasTrayHintShown(): Promise<boolean>;
  rememberTrayHintShown(): Promise<void>;
}

/**
 * The preferences in `preferences.json` under the user-data folder, by electron-store: begun anew when they cannot be read,
 * and held in memory when the disk takes none. electron-store reports success on a full disk (docs/electron.md "electron-store on a full disk"): nothing
 * is kept here whose loss does harm. It takes as long to load as the page does, and is loaded when somebody asks.
 */
export function diskPreferences(folder: string): DiskPreferences {
  let opening: ReturnType<typeof openStore> | undefined;
  const opened = () => {
    opening ??= openStore(folder);
    return opening;
  };
  let isShown = false;
  return {
    wasTrayHintShown: async () => {
      const store = await opened();
      return isShown || attempt(() => store?.get('toldAboutTray')) === true;
    },
    rememberTrayHintShown: async () => {
      isShown = true;
      const store = await opened();
      attempt(() => store?.set('toldAboutTray', true));
    },
  };
}

async function openStore(folder: string) {
  // The library waits for whoever writes into a pipe.
  if (!isRegularFileOrMissing(join(folder, 'preferences.json'))) return undefined;
  const { default: ElectronStore } = await import('electron-store');
  const options = { name: 'preferences', cwd: folder, configFileMode: 0o600, clearInvalidConfig: true };
  return attempt(() => new ElectronStore<Preferences>(options));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    // A folder in its place, or a disk that takes no more: what was told is told once more.
    return undefined;
  }
}
