import { posix } from 'node:path';
import { readModule } from './readModule.ts';

/** What the files of one room may import, and what they may not name. */
interface Room {
  /** Other rooms, and single files. Its own files are always allowed. */
  readonly rooms?: readonly string[];
  /** Files of which only the types may be imported. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  /** Whether `node:*` may be imported. */
  readonly isNode?: boolean;
  /** Names of the world's own that are not to be used. */
  readonly unnamed?: readonly string[];
}

/** A clock, a network, a page: what comes in through a port alone. */
const WORLD = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'Date', 'performance', 'process', 'Buffer', 'globalThis', 'window'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'require', 'document', 'localStorage'],
];
/** What the page sees too, and what is not to be declared a second time in main: types only. */
const SHOWN = [
  'preload/contract.ts',
  'preload/connection.ts',
  'preload/activity.ts',
  'preload/failure.ts',
  'preload/fieldFault.ts',
  'preload/form.ts',
  'preload/settings.ts',
  'preload/quitting.ts',
  'preload/lock.ts',
  'preload/about.ts',
];
const CONTRACT = [...SHOWN, 'preload/barContract.ts'];
/** What main and the page must do alike. */
const SHARED = 'preload/shared';
const FORMATS = `${SHARED}/copyFormats.ts`;
/** What main's folders may import of main beside their own ring. */
const INNER = ['main/oauth', 'main/result.ts', SHARED];

/** A folder of `main/connections`, which may import these of its neighbours. */
function concern(...below: readonly string[]): Room {
  const rooms = [...INNER, ...below.map((folder) => `main/connections/${folder}`)];
  return { rooms, types: SHOWN, packages: ['zod'], unnamed: WORLD };
}

/** A folder of `main/desktop`, which may import these of its neighbours, `main/connections`, and these packages. */
function adapter(below: readonly string[], packages: readonly string[]): Room {
  const rooms = [...INNER, ...CONCERNS, ...below.map((folder) => `main/desktop/${folder}`)];
  return { rooms, types: CONTRACT, packages, isNode: true };
}

const CONCERNS = [
  ...['model', 'timing', 'table', 'history', 'storage', 'renewal', 'form', 'copying', 'signIn'].map(
    (folder) => `main/connections/${folder}`,
  ),
  'main/connections',
];
const ADAPTERS = [
  ...[
    'words',
    'dbus',
    'x11',
    'wayland',
    'threads',
    'files',
    'ledger',
    'instance',
    'system',
    'passphrase',
    'keychain',
    'settings',
    'presenting',
    'lock',
    'ownPages',
    'foreignPage',
    'signInWindow',
    'signInBrowser',
    'tray',
    'saving',
    'window',
    'menu',
  ],
  'lifecycle',
].map((folder) => `main/desktop/${folder}`);

/** A folder of the page, which may import these of its neighbours. */
function screen(...below: readonly string[]): Room {
  return { rooms: [SHARED, ...below.map((folder) => `renderer/${folder}`)], types: CONTRACT, packages: PAGE };
}

const PAGE = ['react', 'react-dom', 'react-aria-components', 'lucide-react', '@tanstack/react-virtual'];
const SCREENS = [
  ...[
    'bridge.ts',
    'leaveKeysToMain.ts',
    'words',
    'state',
    'parts',
    'menus',
    'toast',
    'menus',
    'sidebar',
    'firstRun',
    'activity',
    'add',
    'forget',
    'help',
    'keychain',
    'palette',
    'settings',
    'lock',
    'signIn',
    'edit',
  ],
  'connection',
];

/** What makes and joins one part of the app each. */
const PARTS = ['modes', 'providers', 'notices', 'saving', 'settings', 'storage', 'tray', 'menu'].map(
  (part) => `main/${part}Part.ts`,
);

/** What joins the parts. */
const joins = {
  rooms: [...INNER, ...CONCERNS, ...ADAPTERS],
  types: CONTRACT,
  packages: ['electron'],
  isNode: true,
};

/**
 * The dependency rule (ARCHITECTURE.md "The dependency rule"), a row a room; the longest name that fits a path is its
 * room. The rows stand in order: a room imports only rooms above it.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
  [SHARED]: { unnamed: WORLD },
  'preload/fieldFault.ts': { types: [`${SHARED}/doubts.ts`] },
  'preload/failure.ts': { types: ['preload/fieldFault.ts'] },
  'preload/barContract.ts': {},
  'preload/settings.ts': { types: [FORMATS] },
  'preload/quitting.ts': {},
  'preload/lock.ts': {},
  'preload/about.ts': {},
  'preload/form.ts': { types: ['preload/failure.ts', 'preload/fieldFault.ts'] },
  'preload/connection.ts': { types: ['preload/failure.ts', 'preload/form.ts', FORMATS] },
  'preload/activity.ts': { types: ['preload/connection.ts'] },
  'preload/contract.ts': {
    rooms: [SHARED],
    types: ['about', 'connection', 'activity', 'failure', 'form', 'settings', 'quitting', 'lock'].map(
      (part) => `preload/${part}.ts`,
    ),
  },
  'main/result.ts': { unnamed: WORLD },
  'main/oauth': { rooms: ['main/result.ts', SHARED], types: SHOWN, packages: ['oauth4webapi', 'zod'], unnamed: WORLD },
  'main/connections/model': concern(),
  'main/connections/timing': concern('model'),
  'main/connections/table': concern('model', 'timing'),
  'main/connections/history': concern('model'),
  'main/connections/storage': concern('model', 'timing', 'table'),
  'main/connections/renewal': concern('model', 'timing', 'table', 'history', 'storage'),
  'main/connections/form': concern(),
  'main/connections/copying': concern('model'),
  'main/connections/signIn': concern('model', 'timing', 'table', 'history', 'storage', 'renewal', 'form'),
  'main/connections': { rooms: [...INNER, ...CONCERNS], types: SHOWN, packages: ['zod'], unnamed: WORLD },
  'main/practice': { isNode: true },
  'main/desktop/words': { packages: ['@formatjs/intl'], unnamed: WORLD },
  'main/desktop/dbus': adapter([], []),
  'main/desktop/x11': adapter([], []),
  'main/desktop/wayland': adapter([], []),
  'main/desktop/files': adapter([], ['electron-log', 'electron-store', 'original-fs', 'zod']),
  'main/desktop/threads': adapter([], []),
  'main/desktop/ledger': adapter(['files', 'threads'], ['zod']),
  'main/desktop/instance': adapter(['files', 'words'], ['electron']),
  'main/desktop/system': {
    ...adapter([], ['electron']),
    rooms: [...INNER, ...CONCERNS, 'main/practice', 'main/desktop/files', 'main/desktop/x11', 'main/desktop/wayland'],
  },
  'main/desktop/passphrase': adapter(
    ['threads'],
    ['core', 'language-common', 'language-de', 'language-en'].map((part) => `@zxcvbn-ts/${part}`),
  ),
  'main/desktop/keychain': adapter(['dbus', 'threads', 'files', 'passphrase', 'system'], ['electron', 'keytar', 'zod']),
  'main/desktop/settings': adapter(['files', 'system'], ['electron']),
  'main/desktop/presenting': adapter(['files', 'words'], []),
  'main/desktop/lock': adapter(['files', 'keychain', 'passphrase', 'settings'], []),
  'main/desktop/ownPages': adapter([], ['electron']),
  'main/desktop/foreignPage': adapter([], ['electron']),
  'main/desktop/signInWindow': adapter(['system', 'foreignPage', 'ownPages'], ['electron']),
  'main/desktop/signInBrowser': adapter(['system', 'signInWindow', 'words'], ['electron']),
  'main/desktop/tray': adapter(['dbus', 'system', 'words'], ['electron']),
  'main/desktop/form': adapter(['system'], []),
  'main/desktop/saving': adapter(['files', 'ledger', 'words'], ['electron', 'ics']),
  'main/desktop/window': adapter(
    ['files', 'form', 'ledger', 'saving', 'foreignPage', 'keychain', 'settings', 'system', 'ownPages', 'x11', 'words'],
    ['electron'],
  ),
  'main/desktop/menu': adapter(['settings', 'window', 'words'], ['electron']),
  'main/desktop/lifecycle': adapter([], ['electron']),
  'main/storagePart.ts': joins,
  'main/modesPart.ts': joins,
  'main/providersPart.ts': joins,
  'main/noticesPart.ts': joins,
  'main/savingPart.ts': joins,
  'main/settingsPart.ts': joins,
  'main/endsPart.ts': joins,
  'main/trayPart.ts': { ...joins, rooms: [...joins.rooms, 'main/endsPart.ts'] },
  'main/menuPart.ts': joins,
  'main/desk.ts': { ...joins, rooms: [...joins.rooms, ...PARTS] },
  'main/main.ts': { ...joins, rooms: [...joins.rooms, 'main/desk.ts'] },
  preload: { rooms: [SHARED], types: CONTRACT, packages: ['electron'] },
  'renderer/bridge.ts': screen(),
  'renderer/messages': {},
  'renderer/words': { ...screen('messages'), packages: [...PAGE, 'react-intl'] },
  'renderer/state': screen('bridge.ts', 'words'),
  'renderer/parts': screen('state', 'words'),
  'renderer/leaveKeysToMain.ts': screen(),
  'renderer/bar': screen('leaveKeysToMain.ts'),
  'renderer/menus': screen('words', 'parts'),
  'renderer/toast': screen('bridge.ts', 'state', 'words'),
  'renderer/sidebar': screen('state', 'words', 'parts', 'menus'),
  'renderer/palette': screen('bridge.ts', 'state', 'words', 'parts', 'menus', 'sidebar'),
  'renderer/firstRun': screen('state', 'words', 'parts'),
  'renderer/activity': screen('bridge.ts', 'state', 'words', 'parts'),
  'renderer/add': screen('bridge.ts', 'state', 'words', 'parts'),
  'renderer/help': screen('state', 'words', 'parts'),
  'renderer/forget': screen('bridge.ts', 'words', 'parts'),
  'renderer/keychain': screen('bridge.ts', 'words', 'parts'),
  'renderer/settings': screen('bridge.ts', 'words', 'parts', 'keychain'),
  'renderer/lock': screen('bridge.ts', 'words', 'parts', 'keychain'),
  'renderer/signIn': screen('bridge.ts', 'state', 'words', 'parts'),
  'renderer/edit': screen('bridge.ts', 'state', 'words', 'parts', 'add'),
  'renderer/connection': screen('bridge.ts', 'state', 'words', 'parts', 'menus', 'edit'),
  'renderer/desk': screen(...SCREENS),
  renderer: screen(...SCREENS, 'desk'),
};
/** These may import everything but the composition root, and are themselves imported by nothing else. */
const OUTSIDE = ['test', 'tools'];
const ROOT = 'main/main.ts';

/** Every way in which a file breaks the dependency rule, each a sentence. */
export function faultsOf(path: string, source: string): readonly string[] {
  const { imports, names } = readModule(path, source);
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room`];
  const rule = ROOMS[room];
  const reference = /^\s*\/\/\/\s*<reference/m.test(source) ? [`${path} has a reference directive`] : [];
  const imported = imports.flatMap(({ specifier, isType }) => {
    if (specifier === undefined) return rule === undefined ? [] : [`${path} imports what cannot be read`];
    return mayImport(path, room, specifier, isType) ? [] : [`${path} imports ${specifier}`];
  });
  const named = (rule?.unnamed ?? []).filter((name) => names.has(name)).map((name) => `${path} names ${name}`);
  return [...reference, ...imported, ...named];
}

/** The room that a path of the repository is in. */
export function roomOf(path: string): string | undefined {
  return [...Object.keys(ROOMS), ...OUTSIDE]
    .filter((room) => isIn(path, room))
    .toSorted((one, other) => other.length - one.length)[0];
}

/** The path of the repository that a relative import names. */
export function target(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}

function mayImport(path: string, room: string, specifier: string, isType: boolean): boolean {
  const rule = ROOMS[room];
  if (!specifier.startsWith('.')) {
    if (rule === undefined) return true;
    if (specifier.startsWith('node:')) return rule.isNode === true;
    return rule.packages?.includes(packageOf(specifier)) === true;
  }
  const there = target(path, specifier);
  if (there === ROOT) return false;
  if (rule === undefined) return true;
  const theirs = roomOf(there);
  if (rule.types?.includes(there)) return isType;
  // Pictures, and the styles of every page, are no modules of any room.
  if (rule.isNode && /\.png$/.test(there)) return true;
  if (isIn(path, 'renderer') && /^renderer\/\w+\.css$/.test(there)) return true;
  return theirs !== undefined && (theirs === room || rule.rooms?.includes(theirs) === true);
}

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

/** `zod` of `zod/mini`, `@scope/name` of `@scope/name/part`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** What each module imports of the others: relative imports alone, types too. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The first circle of imports that is found, as the files along it; undefined when there is none. */
export function circleIn(graph: ImportGraph): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    const circle = (graph.get(file) ?? []).map((next) => visit(next, [...path, file])).find((found) => found);
    done.add(file);
    return circle;
  };
  return [...graph.keys()].map((file) => visit(file, [])).find((found) => found);
}

/** The longest chain of imports that stays inside a folder, from its top to its end. The graph has no circle. */
export function longestChain(graph: ImportGraph, folder: string): readonly string[] {
  const known = new Map<string, readonly string[]>();
  const longer = (one: readonly string[], other: readonly string[]) => (other.length > one.length ? other : one);
  const chainFrom = (file: string): readonly string[] => {
    const inside = (graph.get(file) ?? []).filter((next) => isIn(next, folder));
    const chain = known.get(file) ?? [file, ...inside.map(chainFrom).reduce(longer, [])];
    known.set(file, chain);
    return chain;
  };
  return [...graph.keys()]
    .filter((file) => isIn(file, folder))
    .map(chainFrom)
    .reduce(longer, []);
}
