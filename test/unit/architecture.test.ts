// Long, because each law stands beside the sample that shows the checker to catch whoever breaks it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readModule } from './architecture/readModule.ts';
import { circleIn, faultsOf, type ImportGraph, longestChain, ROOMS, roomOf, target } from './architecture/rooms.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every file of these folders, as paths of the repository with their text. */
function files(
  folders: readonly string[],
  ending: RegExp,
): readonly { readonly path: string; readonly text: string }[] {
  return folders
    .flatMap((folder) => readdirSync(`${root}${folder}`, { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((path) => ending.test(path))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8') }));
}

const SOURCE = /\.(ts|tsx|js|mjs|cjs)$/;
const app = files(['main', 'preload', 'renderer'], SOURCE);
const everything = [...app, ...files(['test', 'tools'], SOURCE)];
const modules = app.map(({ path, text }) => ({ path, text, ...readModule(path, text) }));

describe('the dependency rule', () => {
  it('is kept by every file', () => {
    expect(everything.length).toBeGreaterThan(100);
    expect(everything.flatMap(({ path, text }) => faultsOf(path, text))).toEqual([]);
  });

  it('speaks of every room that there is, and of no other', () => {
    const rooms = new Set(app.map(({ path }) => roomOf(path)));
    expect([...rooms].toSorted()).toEqual(Object.keys(ROOMS).toSorted());
  });

  it('lets a room import only what stands above it in the table', () => {
    const order = Object.keys(ROOMS);
    const upward = Object.entries(ROOMS).flatMap(([room, { rooms = [], types = [] }]) =>
      [...rooms, ...types].filter((other) => order.indexOf(other) > order.indexOf(room)).map((other) => [room, other]),
    );
    expect(upward).toEqual([]);
  });

  it('speaks of files that are there', () => {
    const missing = everything.flatMap(({ path, text }) =>
      readModule(path, text)
        .imports.map(({ specifier }) => specifier)
        .filter((specifier) => specifier?.startsWith('.') === true)
        .filter((specifier) => !existsSync(`${root}${target(path, specifier ?? '')}`))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['main/oauth/a.ts', "import { net } from 'electron';"],
    ['main/oauth/a.ts', "import { connect } from '../connections/connections.ts';"],
    ['main/oauth/a.ts', "import { createHash } from 'node:crypto';"],
    ['main/oauth/a.ts', 'export const now = () => Date.now();'],
    ['main/oauth/a.ts', "export const ask = () => fetch('https://fyle.example');"],
    ['main/oauth/a.ts', "export const ask = () => globalThis.fetch('https://fyle.example');"],
    ['main/oauth/a.ts', 'export const ports = { fetch };'],
    ['main/connections/model/a.ts', "import type { Entry } from '../table/connectionTable.ts';"],
    ['main/connections/storage/a.ts', "import { Renewal } from '../renewal/renewal.ts';"],
    ['main/connections/signIn/a.ts', "import type { Connections } from '../connections.ts';"],
    ['main/desktop/files/a.ts', "import { deadlineIn } from '../system/deadline.ts';"],
    ['main/desktop/dbus/a.ts', "import { app } from 'electron';"],
    ['main/desktop/tray/a.ts', "import { openWindow } from '../window/mainWindow.ts';"],
    ['main/connections/a.ts', "import type { BrowserWindow } from 'electron';"],
    ['main/connections/a.ts', "import keytar from 'keytar';"],
    ['main/connections/a.ts', "import ElectronStore from 'electron-store';"],
    ['main/connections/a.ts', "import { systemClock } from '../desktop/clock.ts';"],
    ['main/connections/a.ts', "import { systemClock } from '../desktop/clock.ts';"],
    ['main/connections/a.ts', "import { failure } from '../../preload/contract.ts';"],
    ['main/connections/a.ts', "import type { Bridge } from '../../preload/preload.ts';"],
    ['main/oauth/a.ts', "import type { BarState } from '../../preload/barContract.ts';"],
    ['main/connections/a.ts', 'setTimeout(() => undefined, 1);'],
    ['main/connections/a.ts', "export { systemClock } from '../desktop/clock.ts';"],
    ['main/connections/a.ts', "export * from '../desktop/clock.ts';"],
    ['main/connections/a.ts', "export type * from '../desktop/clock.ts';"],
    ['main/connections/a.ts', "export const late = () => import('../desktop/clock.ts');"],
    ['main/connections/a.ts', "export type Clock = import('../desktop/clock.ts').Clock;"],
    ['main/connections/a.ts', "export const clock: typeof import('../desktop/clock.ts') = undefined;"],
    ['main/connections/a.ts', "import clock = require('../desktop/clock.ts');"],
    ['main/connections/a.ts', "import '../desktop/clock.ts';"],
    ['main/connections/a.ts', 'export const late = (name: string) => import(name);'],
    ['main/connections/a.ts', '/// <reference types="electron" />'],
    ['main/desktop/window/a.ts', "import { App } from '../../../renderer/App.tsx';"],
    ['main/desktop/window/a.ts', "import { main } from '../../main.ts';"],
    ['main/desktop/window/a.ts', "import { failure } from '../../../preload/contract.ts';"],
    ['main/desktop/window/a.ts', "import React from 'react';"],
    ['main/desktop/a.ts', "import { fakeClock } from '../fakes/clock.ts';"],
    ['main/practice/a.ts', "import { Secret } from '../oauth/secret.ts';"],
    ['main/practice/a.ts', "import { ok } from '../result.ts';"],
    ['main/practice/a.ts', "import { z } from 'zod';"],
    ['main/practice/a.ts', "import { app } from 'electron';"],
    ['main/main.ts', "import { z } from 'zod';"],
    ['main/result.ts', "import { z } from 'zod';"],
    ['main/new/a.ts', 'export const a = 1;'],
    ['main/desktop/a.ts', 'export const a = 1;'],
    ['preload/contract.ts', "import type { Connection } from '../main/connections/connection.ts';"],
    ['preload/a.ts', "import { ok } from '../main/result.ts';"],
    ['preload/a.ts', "import { App } from '../renderer/App.tsx';"],
    ['preload/a.ts', "import { readFileSync } from 'node:fs';"],
    ['preload/a.ts', "const fs = require('fs');"],
    ['renderer/words/a.ts', "import { Button } from '../parts/Button.tsx';"],
    ['renderer/add/a.tsx', "import { Desk } from '../desk/Desk.tsx';"],
    ['renderer/a.tsx', "import { ipcRenderer } from 'electron';"],
    ['renderer/a.tsx', "import { readFileSync } from 'node:fs';"],
    ['renderer/a.tsx', "import { ok } from '../main/result.ts';"],
    ['renderer/a.tsx', "import { bridge } from '../preload/preload.ts';"],
    ['renderer/a.tsx', "import { type Failure, channel } from '../preload/contract.ts';"],
    ['renderer/a.tsx', "export const all = import.meta.glob('../main/*.ts');"],
    ['renderer/part/a.tsx', "const a = <p>{require('left-pad')}</p>;"],
    ['test/unit/a.test.ts', "import '../../main/main.ts';"],
    ['tools/a.mjs', "import('../main/main.ts');"],
    ['elsewhere/a.ts', 'export const a = 1;'],
  ])('catches %s with %s', (path, source) => {
    expect(faultsOf(path, source)).toHaveLength(1);
  });

  it.each([
    [
      'main/oauth/a.ts',
      "import * as oauth from 'oauth4webapi'; import { z } from 'zod/mini'; import { ok } from '../result.ts';",
    ],
    ['main/connections/a.ts', "import { fyle } from '../oauth/fyle.ts'; // import 'electron'"],
    [
      'main/connections/a.ts',
      'export const text = "import electron from \'electron\'"; export const o = { Date: 1 }; o.Date;',
    ],
    [
      'main/desktop/window/a.ts',
      "import type { Failure } from '../../../preload/contract.ts'; import { app } from 'electron';",
    ],
    [
      'main/desktop/system/a.ts',
      "import { type Failure } from '../../../preload/contract.ts'; import('../../practice/practice.ts');",
    ],
    ['renderer/part/a.tsx', "import type { Failure } from '../../preload/contract.ts'; import '../base.css';"],
    ['test/unit/a.test.ts', "import { ok } from '../../main/result.ts'; import fc from 'fast-check';"],
  ])('lets %s have %s', (path, source) => {
    expect(faultsOf(path, source)).toEqual([]);
  });
});

describe('the imports of the app', () => {
  const paths = new Set(app.map(({ path }) => path));
  const graph: ImportGraph = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports
        .flatMap(({ specifier = '' }) => (specifier.startsWith('.') ? [target(path, specifier)] : []))
        .filter((one) => paths.has(one)),
    ]),
  );

  it('run in no circle', () => {
    expect(graph.size).toBeGreaterThan(200);
    expect(circleIn(graph)).toBeUndefined();
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(circleIn(circle)).toEqual(['b', 'd', 'b']);
  });

  it('of main/connections are at most eight floors deep', () => {
    const chain = longestChain(graph, 'main/connections');
    expect(chain.length, chain.join(' > ')).toBeLessThanOrEqual(8);
    expect(
      longestChain(
        new Map([
          ['in/a', ['in/b', 'in/c']],
          ['in/b', ['in/c', 'out/d']],
          ['in/c', []],
          ['out/d', []],
        ]),
        'in',
      ),
    ).toEqual(['in/a', 'in/b', 'in/c']);
  });
});

describe('the start', () => {
  /** The packages that are loaded with a module, by way of others too. */
  const loadedWith = (path: string, seen = new Set<string>()): readonly string[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const { imports = [] } = modules.find((one) => one.path === path) ?? {};
    return imports.flatMap(({ specifier = '', isType, isLate }) => {
      if (isType || isLate) return [];
      return specifier.startsWith('.') ? loadedWith(target(path, specifier), seen) : [specifier];
    });
  };

  it('loads no library before the window is there: one alone takes as long as all the rest', () => {
    const early = loadedWith('main/main.ts').filter((name) => !name.startsWith('node:'));
    expect([...new Set(early)]).toEqual(['electron']);
    expect(loadedWith('main/desk.ts')).toContain('zod/mini');
  });

  it('loads for the first answer no part of Node that only later steps need', () => {
    const withParts = loadedWith('main/desk.ts');
    expect(withParts).toContain('node:net');
    expect(withParts.filter((name) => ['node:http', 'original-fs'].includes(name))).toEqual([]);
  });
});

describe('a secret', () => {
  it('is revealed where it leaves the app, and nowhere else', () => {
    const reveals = modules.map(({ path, calls }) => [path, calls.get('reveal') ?? 0] as const);
    expect(Object.fromEntries(reveals.filter(([, count]) => count > 0))).toEqual({
      // To the provider, in the header of a question about data; and to see that its answer does not repeat it.
      'main/oauth/fyle.ts': 2,
      // To the provider's token endpoint; and to read a refresh token's own end.
      'main/oauth/token.ts': 6,
      // To read a new refresh token's end.
      'main/connections/renewal/grantLifetime.ts': 1,
      // Into the text that is copied, which is a secret too.
      'main/connections/copying/copyText.ts': 1,
      // To the clipboard, and to see whether it is still there.
      'main/desktop/system/clipboard.ts': 3,
      // To name a token in the history by a few digits of its hash.
      'main/desktop/ledger/ledgerFile.ts': 1,
      // To the keychain, or into the vault.
      'main/desktop/keychain/grantItem.ts': 2,
      // A passphrase, to make a key of it.
      'main/desktop/keychain/vault.ts': 2,
      'main/desktop/lock/lockFile.ts': 2,
      // To the page, at a person's wish.
      'main/desktop/window/requests.ts': 1,
    });
  });
});

describe('a library with a trap in it', () => {
  it.each([
    ['keytar', 'main/desktop/keychain/keytarHost.ts'],
    ['electron-store', 'main/desktop/files/preferences.ts'],
    ['electron-log/node', 'main/desktop/files/log.ts'],
  ])('%s is imported by %s alone', (library, only) => {
    const [name = ''] = library.split('/');
    const importers = modules.filter(({ imports }) =>
      imports.some(({ specifier }) => specifier?.split('/')[0] === name),
    );
    expect(importers.map(({ path }) => path)).toEqual([only]);
    expect(importers[0]?.imports.map(({ specifier }) => specifier)).toContain(library);
  });

  it('keytar is never asked for a list: that call crashes on a locked keychain', () => {
    expect(modules.filter(({ text }) => text.includes('findCredentials')).map(({ path }) => path)).toEqual([]);
  });

  it('electron-log is never initialised: that would put a preload into every page', () => {
    const log = modules.find(({ path }) => path === 'main/desktop/files/log.ts');
    expect(log?.calls.get('info')).toBe(1);
    expect(log?.calls.get('initialize')).toBeUndefined();
  });
});

describe('the window', () => {
  it('knows main by one file: only renderer/bridge.ts names window.bridge', () => {
    const naming = modules.filter(({ members }) => members.has('window.bridge'));
    expect(naming.map(({ path }) => path)).toEqual(['renderer/bridge.ts']);
    const ways = modules.filter(
      ({ path, text }) => path.startsWith('renderer/') && /\bglobalThis\b|window\[/.test(text),
    );
    expect(ways.map(({ path }) => path)).toEqual([]);
  });

  it('is made of nothing from outside', () => {
    const pages = files(['renderer'], /\.(html|css)$/);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.filter(({ text }) => /(https?:)?\/\/[\w-]+\.\w/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('every file of the app', () => {
  it('is short enough to be read at once', () => {
    const all = files(['main', 'preload', 'renderer'], /\.(ts|tsx|css|html)$/);
    const lines = all.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    expect(lines.filter((file) => file.lines > 250)).toEqual([]);
  });

  it('has at most fifteen beside it, so that a folder can be read at once too', () => {
    const folders = files(['main', 'preload', 'renderer'], /\.(ts|tsx)$/).map(({ path }) => dirname(path));
    const full = [...new Set(folders)].filter((one) => folders.filter((other) => other === one).length > 16);
    expect(full).toEqual([]);
  });

  it('writes nothing to the console', () => {
    const writing = modules.filter(({ names }) => names.has('console'));
    expect(writing.map(({ path }) => path)).toEqual([]);
    expect(readModule('a.ts', "console.log('token');").names.has('console')).toBe(true);
    expect(readModule('a.ts', 'log.transports.console.level = false;').names.has('console')).toBe(false);
  });
});

describe('what unit tests share', () => {
  it('sets up and clears away nothing by being imported: one process imports it for the first file alone', () => {
    // The set-up file runs for each test file.
    const shared = files(['test/unit', 'test/fakes'], SOURCE).filter(
      ({ path }) => !path.endsWith('.test.ts') && path !== 'test/unit/eachFile.ts',
    );
    expect(shared.length).toBeGreaterThan(20);
    const hooks = /^(before|after)(Each|All)$/;
    const registering = shared.filter(({ path, text }) =>
      [...readModule(path, text).names].some((name) => hooks.test(name)),
    );
    expect(registering.map(({ path }) => path)).toEqual([]);
    expect([...readModule('a.ts', 'beforeEach(() => {});').names].some((name) => hooks.test(name))).toBe(true);
  });
});
