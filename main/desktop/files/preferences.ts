import { join } from 'node:path';
import type { KeptSettings } from '../../../preload/settings.ts';
import { fail, ok, orUndefined, type Result } from '../../result.ts';
import { isRegularFileOrMissing, readRegularFile } from './atomicFile.ts';
import { memberOf, parseJson } from './json.ts';
import { type RememberedList, readRememberedList } from './rememberedList.ts';
import { readSettings } from './settings.ts';
import { errorCode } from './whenFree.ts';

/** Where the window stands when it fills no display, in the system's coordinates, whether it does, and how large all is. */
export interface WindowPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
  /** Chromium's: 0 is 100 %, each step 1.2 times as large. */
  readonly zoomLevel: number;
}

/** Which saving of which vault was the last: its count, and the salt of the vault's key. */
export interface RememberedSave {
  readonly salt: string;
  readonly count: number;
}

/** How far the ledger reached: the number and the hash of its last line. */
export interface RememberedLine {
  readonly n: number;
  readonly hash: string;
}

/** What was told last of each connection's end: which end, Unix ms, and how many days before it. */
export type RememberedEnds = Readonly<Record<string, { readonly endsAt: number; readonly days: number }>>;

interface Preferences extends KeptSettings {
  readonly toldAboutTray: boolean;
  readonly vault: RememberedSave;
  readonly ledger: RememberedLine;
  readonly window: WindowPlace;
  readonly toldEnds: RememberedEnds;
  readonly list: RememberedList;
}

/** What the start needs of the preferences. */
export interface FirstPreferences {
  readonly settings: KeptSettings;
  /** The window's last place; undefined when none can be read. */
  readonly place: WindowPlace | undefined;
  /** How the list was left. */
  readonly list: RememberedList;
}

/** What the app remembers between runs only for a person's convenience. */
export interface DiskPreferences {
  /** Whether the person has seen the hint that the app keeps running in the tray. */
  wasTrayHintShown(): Promise<boolean>;
  rememberTrayHintShown(): Promise<void>;
  rememberWindowPlace(place: WindowPlace): Promise<void>;
  /** The settings that were chosen last. */
  readonly settings: KeptSettings;
  /** Uses these from now on, and keeps them. The failure, the system's code or `EIO`: they last until the app ends. */
  keepSettings(settings: KeptSettings): Promise<Result<undefined, string>>;
  /** How the list was left at the end of the last run. */
  readonly list: RememberedList;
  rememberList(list: RememberedList): Promise<void>;
  /** Undefined when there was none, or it cannot be read. */
  lastVaultSave(): Promise<RememberedSave | undefined>;
  rememberVaultSave(save: RememberedSave | undefined): Promise<void>;
  /** Undefined when there was none, or it cannot be read. */
  lastLedgerEnd(): Promise<RememberedLine | undefined>;
  rememberLedgerEnd(line: RememberedLine | undefined): Promise<void>;
  /** Empty when there were none, or they cannot be read. */
  toldEnds(): Promise<RememberedEnds>;
  rememberToldEnds(ends: RememberedEnds): Promise<void>;
}

/**
 * The preferences in `preferences.json`: an unreadable file is replaced, and a full disk loses them at the end of the
 * app (docs/electron.md "electron-store on a full disk"). The library loads when needed: it takes as long as the page.
 * @param first as the start read them
 */
export function diskPreferences(folder: string, first = readPreferences(folder)): DiskPreferences {
  let opening: ReturnType<typeof openStore> | undefined;
  const opened = async () => {
    // The library may be missing or damaged.
    opening ??= openStore(folder).catch(() => undefined);
    const store = await opening;
    // A full disk may have room the next time.
    if (store === undefined) opening = undefined;
    return store;
  };
  let isShown = false;
  let current = first.settings;
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
    rememberWindowPlace: async (place) => {
      const store = await opened();
      orUndefined(() => store?.set('window', place));
    },
    get settings() {
      return current;
    },
    keepSettings: async (wanted) => {
      current = wanted;
      const store = await opened();
      try {
        store?.set(wanted);
      } catch (error) {
        return fail(errorCode(error));
      }
      const kept = readPreferences(folder).settings;
      return JSON.stringify(kept) === JSON.stringify(wanted) ? ok(undefined) : fail('EIO');
    },
    list: first.list,
    rememberList: async (list) => {
      const store = await opened();
      orUndefined(() => store?.set('list', list));
    },
    lastVaultSave: async () => {
      const store = await opened();
      return readSave(orUndefined(() => store?.get('vault')));
    },
    rememberVaultSave: async (save) => {
      const store = await opened();
      orUndefined(() => (save === undefined ? store?.delete('vault') : store?.set('vault', save)));
    },
    lastLedgerEnd: async () => {
      const store = await opened();
      return readLine(orUndefined(() => store?.get('ledger')));
    },
    rememberLedgerEnd: async (line) => {
      const store = await opened();
      orUndefined(() => (line === undefined ? store?.delete('ledger') : store?.set('ledger', line)));
    },
    toldEnds: async () => {
      const store = await opened();
      return readEnds(orUndefined(() => store?.get('toldEnds')));
    },
    rememberToldEnds: async (ends) => {
      const store = await opened();
      orUndefined(() => store?.set('toldEnds', ends));
    },
  };
}

/** Reads what the start needs. Without the library, because the window waits for it. */
export function readPreferences(folder: string): FirstPreferences {
  const read = readRegularFile(join(folder, 'preferences.json'));
  const held = read.ok && read.value !== undefined ? parseJson(read.value.toString()) : undefined;
  return {
    settings: readSettings(held),
    place: readPlace(memberOf(held, 'window')),
    list: readRememberedList(memberOf(held, 'list')),
  };
}

/** A place as somebody may have edited it. */
function readPlace(place: unknown): WindowPlace | undefined {
  const [x, y, width, height, zoom] = ['x', 'y', 'width', 'height', 'zoomLevel'].map((name) => memberOf(place, name));
  if (!isLength(x) || !isLength(y) || !isLength(width) || !isLength(height) || width < 1 || height < 1)
    return undefined;
  const isMaximized = memberOf(place, 'isMaximized') === true;
  const isFullScreen = memberOf(place, 'isFullScreen') === true;
  const zoomLevel = typeof zoom === 'number' && Number.isFinite(zoom) ? zoom : 0;
  return { x, y, width, height, isMaximized, isFullScreen, zoomLevel };
}

/** A save as somebody may have edited it. */
function readSave(foreign: unknown): RememberedSave | undefined {
  const [salt, count] = [memberOf(foreign, 'salt'), memberOf(foreign, 'count')];
  return typeof salt === 'string' && typeof count === 'number' && Number.isSafeInteger(count)
    ? { salt, count }
    : undefined;
}

/** A line's number and hash, likewise. */
function readLine(foreign: unknown): RememberedLine | undefined {
  const [n, hash] = [memberOf(foreign, 'n'), memberOf(foreign, 'hash')];
  const isLine = typeof n === 'number' && Number.isSafeInteger(n) && n > 0;
  return isLine && typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? { n, hash } : undefined;
}

/** Ends as somebody may have edited them. */
function readEnds(foreign: unknown): RememberedEnds {
  if (typeof foreign !== 'object' || foreign === null) return {};
  const read = Object.entries(foreign).flatMap(([id, told]) => {
    const [endsAt, days] = [memberOf(told, 'endsAt'), memberOf(told, 'days')];
    return typeof endsAt === 'number' && typeof days === 'number' ? [[id, { endsAt, days }] as const] : [];
  });
  return Object.fromEntries(read.slice(0, MOST_ENDS));
}

/** More than anybody has connections. */
const MOST_ENDS = 10_000;

/** Whether this is a whole number of pixels that Electron takes. */
function isLength(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
}

async function openStore(folder: string) {
  // The library would wait for a writer of a pipe.
  if (!isRegularFileOrMissing(join(folder, 'preferences.json'))) return undefined;
  const { default: ElectronStore } = await import('electron-store');
  const options = { name: 'preferences', cwd: folder, configFileMode: 0o600, clearInvalidConfig: true };
  // It throws on a full disk, or when a folder is in the file's place: the hint is shown once more.
  return orUndefined(() => new ElectronStore<Partial<Preferences>>(options));
}
