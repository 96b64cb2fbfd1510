import { join } from 'node:path';
import { orUndefined } from '../../result.ts';
import { isRegularFileOrMissing } from './atomicFile.ts';

interface Preferences {
  readonly toldAboutTray: boolean;
}

/** What the app remembers between runs only for a person's convenience. */
export interface DiskPreferences {
  /** Whether the person has seen the hint that the app keeps running in the tray. */
  wasTrayHintShown(): Promise<boolean>;
  rememberTrayHintShown(): Promise<void>;
}

/**
 * The preferences in `preferences.json`: an unreadable file is replaced, and a full disk loses them at the end of the
 * app (docs/electron.md "electron-store on a full disk"). The library loads when needed: it takes as long as the page.
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
      return isShown || orUndefined(() => store?.get('toldAboutTray')) === true;
    },
    rememberTrayHintShown: async () => {
      isShown = true;
      const store = await opened();
      orUndefined(() => store?.set('toldAboutTray', true));
    },
  };
}

async function openStore(folder: string) {
  // The library would wait for a writer of a pipe.
  if (!isRegularFileOrMissing(join(folder, 'preferences.json'))) return undefined;
  const { default: ElectronStore } = await import('electron-store');
  const options = { name: 'preferences', cwd: folder, configFileMode: 0o600, clearInvalidConfig: true };
  // It throws on a full disk, or when a folder is in the file's place: the hint is shown once more.
  return orUndefined(() => new ElectronStore<Preferences>(options));
}
