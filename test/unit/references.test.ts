import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The files of a folder of the repository, by their paths; with `recursive`, of the folders in it too. */
function filesIn(folder: string, ending: RegExp, recursive = false): readonly string[] {
  const names = readdirSync(join(root, folder), { recursive, encoding: 'utf8' });
  return names.filter((name) => ending.test(name)).map((name) => posix.join(folder, name));
}

const pages = ['', 'docs', 'docs/decisions'].flatMap((folder) => filesIn(folder, /\.md$/));
const code = ['main', 'preload', 'renderer', 'test', 'tools']
  .flatMap((folder) => filesIn(folder, /\.(tsx?|m?js|css|html|py)$/, true))
  // The samples below lead nowhere.
  .filter((path) => path !== 'test/unit/references.test.ts');

/** A page with the headings that may follow it: `docs/fyle.md "Cluster", "The first call"`. */
const PAGE = /([\w./-]+\.md\b)((?:,? "[^"]+")*)/g;
const LINK = /\[[^\]]*\]\(([^()\s#]*)(?:#([^()\s]*))?\)/g;
const PATH = /`((?:main|preload|renderer|test|tools|docs|build|\.ci)\/[^`\s]*)`/g;
/** A file and what stands in it. */
const SYMBOL = /`([\w./-]+\.\w+)` `([^`]+)`/g;

const withoutBlocks = (page: string) => page.replace(/^```.*?^```$/gms, '');
const headingsOf = (page: string) =>
  [...withoutBlocks(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, text]) => `${text}`);
/** The anchor that a code host gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/** References of code and pages alike: `docs/fyle.md "Tokens"`. A comment's lines are read as one. */
function brokenPages(text: string): readonly string[] {
  const lines = text.replace(/\n\s*(?:\*|\/\/|#)?\s*/g, ' ');
  return [...lines.matchAll(PAGE)].flatMap(([, page = '', quoted = '']) => {
    if (!existsSync(join(root, page))) return [page];
    const headings = headingsOf(page);
    const named = [...quoted.matchAll(/"([^"]+)"/g)].map(([, heading = '']) => heading);
    return named.filter((heading) => !headings.includes(heading)).map((heading) => `${page} "${heading}"`);
  });
}

/** Links, images, paths and names in code of a page at `path`. */
function brokenLinks(path: string, text: string): readonly string[] {
  const links = [...withoutBlocks(text).matchAll(LINK)]
    .filter(([, target = '']) => !/^https:/.test(target))
    .filter(([, target = '', anchor]) => {
      const file = target === '' ? path : posix.join(posix.dirname(path), target);
      return (
        !existsSync(join(root, file)) || (anchor !== undefined && !headingsOf(file).map(anchorOf).includes(anchor))
      );
    });
  // docs/faults.md names tests by their paths from `test/` on.
  const paths = [...text.matchAll(PATH)].filter(([, target = '']) => {
    return !existsSync(join(root, target)) && !existsSync(join(root, 'test', target));
  });
  const symbols = [...text.matchAll(SYMBOL)].filter(([, file = '', symbol = '']) => {
    const words = existsSync(join(root, file)) ? read(file).split(/[^\w$]+/) : [];
    return !words.includes(symbol);
  });
  return [...links, ...paths, ...symbols].map(([reference]) => reference);
}

/** Every reference in a page that leads nowhere. */
function brokenIn(path: string, text = read(path)): readonly string[] {
  // What a link leads to is relative to its page.
  return [...brokenPages(text.replace(/\]\([^)]*\)/g, ']')), ...brokenLinks(path, text)];
}

describe('a reference', () => {
  it('in code leads to a page and heading that exist', () => {
    expect(code.length).toBeGreaterThan(300);
    expect(code.flatMap((path) => brokenPages(read(path)).map((broken) => `${path}: ${broken}`))).toEqual([]);
  });

  it.each(pages)('in %s leads to a file, heading or name that exists', (page) => {
    expect(brokenIn(page)).toEqual([]);
  });

  it.each([
    'docs/fyle.md "Cluster", "The first call"; docs/fyle.md, "The # trap"; README.md',
    '/** Asks again (docs/fyle.md "The first\n * call"). */\n// See docs/fyle.md\n// "Tokens".',
    '[how](../ARCHITECTURE.md#the-dependency-rule), [here](#tokens), ![desk](desk-light.png), [net](https://a.example/b.md)',
    '`main/result.ts` `ok` or `tools/setup/`',
  ])('is found to be good: %s', (text) => {
    expect(brokenIn('docs/fyle.md', text)).toEqual([]);
  });

  it.each([
    ...['popup.md', 'fyle.md', 'house.md', 'design.md', 'look.md', 'conventions.md', 'runtime.md', 'packages.md'],
    'docs/popup.md "Traps"',
    'docs/fyle.md "No such heading"',
    'docs/fyle.md "Tokens", "tokens"',
    'docs/fyle.md "The first\n// cal"',
    '[how](ARCHITECTURE.md)',
    '[here](#no-such-heading)',
    '![desk](desk.png)',
    '`main/results.ts`',
    '`main/result.ts` `okay`',
    '`gone.ts` `ok`',
  ])('is found to be broken: %s', (text) => {
    expect(brokenIn('docs/fyle.md', text)).toHaveLength(1);
  });
});

describe('the pages', () => {
  it('explain at most 30 words of ours, each in one sentence', () => {
    const [, glossary = ''] = read('ARCHITECTURE.md').split('\n## Glossary\n');
    const words = glossary.trim().split('\n');
    expect(words.length).toBeLessThanOrEqual(30);
    expect(words.filter((line) => !/^- \*\*[^*]+\*\*: [^.]+\.$/.test(line))).toEqual([]);
  });

  it('tell each decision in fewer than 40 lines', () => {
    const decisions = pages.filter((page) => page.startsWith('docs/decisions/'));
    expect(decisions.length).toBeGreaterThanOrEqual(8);
    expect(decisions.filter((page) => read(page).split('\n').length > 40)).toEqual([]);
  });
});
