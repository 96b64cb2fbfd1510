import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readModule } from './architecture/readModule.ts';
import { target } from './architecture/rooms.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = join(root, 'out/test/contract');

/** A change to one file of the app: a text that stands there once, and what stands there instead. */
interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A copy of the app's own files with changes, and the kinds of error that the compiler must find in it, and no others: file, code, and a part of its text. */
interface Twin {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly errors: readonly (readonly [file: string, code: string, says: string])[];
}

const PRELOAD = 'preload/preload.ts';
const HANDLERS = 'main/desktop/window/requests.ts';
const WORDS = 'renderer/words/failures/failureText.ts';
const CONTRACT = 'preload/contract.ts';
const FAILURES = 'preload/failure.ts';
const NOT_ASSIGNABLE = 'TS2322';
const ARGUMENT_NOT_ASSIGNABLE = 'TS2345';
const PROPERTY_MISSING = 'TS2741';
const NO_RETURN = 'TS2366';

const twins: readonly Twin[] = [
  { name: 'the app as it is', edits: [], errors: [] },
  {
    name: 'a missing handler',
    edits: [{ file: HANDLERS, from: 'renew: withId(async (id) => done(await connections.renew(id))),', to: '' }],
    errors: [[HANDLERS, PROPERTY_MISSING, "Property 'renew' is missing"]],
  },
  {
    name: 'a missing preload name',
    edits: [{ file: PRELOAD, from: "renew: ask('renew'),", to: '' }],
    errors: [[PRELOAD, NOT_ASSIGNABLE, "Property 'renew' is missing"]],
  },
  {
    name: 'a preload name that asks for something else',
    edits: [{ file: PRELOAD, from: "renew: ask('renew'),", to: "renew: ask('revealToken')," }],
    errors: [[PRELOAD, NOT_ASSIGNABLE, 'RevealedToken']],
  },
  {
    name: 'a new request without handler and preload name',
    edits: [
      { file: CONTRACT, from: 'renew(id: string): null;', to: 'renew(id: string): null; forget(id: string): null;' },
    ],
    errors: [
      [HANDLERS, PROPERTY_MISSING, "Property 'forget' is missing"],
      [PRELOAD, NOT_ASSIGNABLE, "Property 'forget' is missing"],
    ],
  },
  {
    name: 'an unworded failure',
    edits: [
      {
        file: FAILURES,
        from: "| { readonly code: 'bug' };",
        to: "| { readonly code: 'bug' } | { readonly code: 'unworded' };",
      },
    ],
    errors: [[WORDS, NO_RETURN, 'lacks ending return statement']],
  },
  {
    name: 'a handler that trusts its argument',
    edits: [
      {
        file: HANDLERS,
        from: 'connect: async (foreign) => {',
        to: "connect: async (foreign: import('../../../preload/form.ts').ConnectDraft) => {",
      },
    ],
    errors: [[HANDLERS, NOT_ASSIGNABLE, "Type 'unknown' is not assignable to type 'ConnectDraft'"]],
  },
  {
    name: 'handlers that trust an id',
    edits: [
      {
        file: HANDLERS,
        from: 'async (id: unknown): Promise<Reply<T>> =>',
        to: 'async (id: string): Promise<Reply<T>> =>',
      },
    ],
    errors: [
      [HANDLERS, NOT_ASSIGNABLE, "Type 'unknown' is not assignable to type 'string'"],
      [HANDLERS, ARGUMENT_NOT_ASSIGNABLE, "'unknown' is not assignable to parameter of type 'string'"],
    ],
  },
  {
    name: 'a handler with a failure that the contract does not know',
    edits: [
      {
        file: HANDLERS,
        from: 'renew: withId(async (id) => done(await connections.renew(id))),',
        to: "renew: withId(async () => fail({ code: 'unheard-of' })),",
      },
    ],
    errors: [[HANDLERS, NOT_ASSIGNABLE, '"unheard-of"']],
  },
];

/** What the compiler says of each twin, in one run over all of them. */
let found: ReadonlyMap<string, readonly (readonly [file: string, code: string, text: string])[]>;

beforeAll(() => {
  rmSync(out, { recursive: true, force: true });
  for (const twin of twins) writeTwin(twin);
  const config = { extends: '../../../tsconfig.json', compilerOptions: { pretty: false }, include: ['.'], exclude: [] };
  writeFileSync(join(out, 'tsconfig.json'), JSON.stringify(config));
  const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
  const { stdout } = spawnSync(process.execPath, [compiler, '--project', out], { cwd: out, encoding: 'utf8' });
  found = errorsIn(stdout);
}, 60_000);

describe('by the compiler', () => {
  it.each(twins)('$name', ({ name, errors }) => {
    const all = found.get(folderOf(name)) ?? [];
    const kinds = new Set(all.map(([file, code]) => `${file} ${code}`));
    expect([...kinds].toSorted()).toEqual(errors.map(([file, code]) => `${file} ${code}`).toSorted());
    for (const [file, code, says] of errors) {
      const texts = all.filter((one) => one[0] === file && one[1] === code).map(([, , text]) => text);
      expect(texts.join('\n')).toContain(says);
    }
  });
});

/** Copies the three ends of the contract, and all that they import, with the changes made. */
function writeTwin({ name, edits }: Twin): void {
  const waiting = [PRELOAD, HANDLERS, WORDS];
  const written = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (written.has(path)) continue;
    written.add(path);
    const source = readFileSync(join(root, path), 'utf8');
    const place = join(out, folderOf(name), path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, edited(path, source, edits));
    if (path.endsWith('.json')) continue;
    for (const { specifier } of readModule(path, source).imports) {
      if (specifier?.startsWith('.')) waiting.push(target(path, specifier));
    }
  }
  for (const { file } of edits) if (!written.has(file)) throw new Error(`${file} was not copied`);
}

function edited(path: string, source: string, edits: readonly Edit[]): string {
  return edits
    .filter(({ file }) => file === path)
    .reduce((text, { from, to }) => {
      if (text.split(from).length !== 2) throw new Error(`${path} does not hold once: ${from}`);
      return text.replace(from, () => to);
    }, source);
}

/** The errors by twin, each with the lines that explain it. */
function errorsIn(stdout: string): typeof found {
  const byTwin = new Map<string, (readonly [string, string, string])[]>();
  for (const part of stdout.split(/\n(?=\S)/)) {
    const [, folder = '', file = '', code = '', text = ''] =
      /^([^/]+)\/(\S+)\(\d+,\d+\): error (TS\d+): (.*)$/s.exec(part) ?? [];
    if (code === '' && part.trim() !== '') throw new Error(`The compiler did not run: ${part}`);
    if (code !== '') byTwin.set(folder, [...(byTwin.get(folder) ?? []), [file, code, text]]);
  }
  return byTwin;
}

function folderOf(name: string): string {
  return name.replaceAll(' ', '-');
}
