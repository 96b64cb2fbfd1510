import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const page = read('docs/design-system.md');
const [usual = '', forced = ''] = read('renderer/tokens.css').split('@media (forced-colors: active)');

/** The values of a part of tokens.css by their names, each as it is written there. The first of two counts: the second is for less motion. */
function tokensOf(css: string): ReadonlyMap<string, string> {
  const found = [...css.matchAll(/^ *(--[\w-]+): ([^;]+);/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  return new Map(found.reverse());
}

/** A colour in light and in dark: `light-dark(#f6f5f2, #171716)`, whose colours may have brackets of their own. */
const BOTH = /^light-dark\((.+?\)?), (\S+|rgb\(.+\))\)$/;

/** The row that the page has to have for a token. */
function rowOf(name: string, value: string): RegExp {
  const [, light, dark] = BOTH.exec(value) ?? [];
  const cells = light === undefined ? [value] : [light, dark, tokensOf(forced).get(name)];
  return new RegExp(
    `^\\| ${['', ...[name, ...cells].map((cell) => `\`${cell}\``)].join(' \\| ').slice(4)} \\|`.replace(
      /[()]/g,
      '\\$&',
    ),
    'm',
  );
}

describe('docs/design-system.md', () => {
  it.each([...tokensOf(usual)])('has the value of %s as tokens.css has it', (name, value) => {
    expect(page).toMatch(rowOf(name, value));
  });

  it('names no token that is not there', () => {
    const named = [...page.matchAll(/^\| `(--[\w-]+)`/gm)].map(([, name]) => name);
    expect(named).toHaveLength(tokensOf(usual).size);
  });

  it('has a colour of the system for every colour', () => {
    const colours = [...tokensOf(usual)].filter(([, value]) => BOTH.test(value)).map(([name]) => name);
    expect([...tokensOf(forced).keys()].toSorted()).toEqual(colours.toSorted());
  });

  it('names every component of the parts', () => {
    const parts = readdirSync(join(root, 'renderer/parts'), { recursive: true, encoding: 'utf8' });
    const components = parts.filter((file) => /(?:^|\/)[A-Z]\w+\.tsx$/.test(file));
    for (const file of components) expect(page).toContain(`\`renderer/parts/${file}\``);
  });
});
