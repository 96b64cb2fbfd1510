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
const CONTRACT = ['preload/contract.ts', 'preload/failure.ts', 'preload/barContract.ts'];
const MAIN = ['main/oauth', 'main/connections', 'main/desktop', 'main/practice', 'main/result.ts'];

/** The dependency rule (ARCHITECTURE.md "The dependency rule"), a row a room; the longest name that fits a path is its room. */
const ROOMS: Readonly<Record<string, Room>> = {
  'main/result.ts': { unnamed: WORLD },
  'main/oauth': { rooms: ['main/result.ts'], packages: ['oauth4webapi', 'zod'], unnamed: WORLD },
  'main/connections': { rooms: ['main/oauth', 'main/result.ts'], packages: ['zod'], unnamed: WORLD },
  'main/desktop': {
    rooms: MAIN,
    types: CONTRACT,
    packages: ['electron', 'electron-log', 'electron-store', 'keytar', 'zod'],
    isNode: true,
  },
  'main/practice': { isNode: true },
  'main/desk.ts': { rooms: MAIN, types: CONTRACT, packages: ['electron'], isNode: true },
  'main/main.ts': { rooms: [...MAIN, 'main/desk.ts'], types: CONTRACT, packages: ['electron'], isNode: true },
  'preload/contract.ts': { types: ['preload/failure.ts'] },
  'preload/failure.ts': {},
  'preload/barContract.ts': {},
  preload: { types: CONTRACT, packages: ['electron'] },
  renderer: { types: CONTRACT, packages: ['react', 'react-dom', 'react-aria-components', 'lucide-react'] },
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
