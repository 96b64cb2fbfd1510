import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogues as barCatalogues } from '../../renderer/bar/barText.ts';
import { catalogues } from '../../renderer/messages/catalogues.ts';
import { placesOf, unusedOf } from '../fakes/messages.ts';

const renderer = join(import.meta.dirname, '../../renderer');
const { en, ...translations } = catalogues;
const ids = Object.keys(en) as (keyof typeof en)[];

const code = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('messages'))
  .map((path) => readFileSync(join(renderer, path), 'utf8'))
  .join('\n');

describe.each(Object.entries(translations))('the messages in %s', (_language, messages) => {
  it('are those of English, no more and no fewer, and none is empty', () => {
    expect(Object.keys(messages).sort()).toEqual([...ids].sort());
    expect(Object.entries(messages).filter(([, message]) => message.trim() === '')).toEqual([]);
  });

  it('have the places and tags of English', () => {
    expect(ids.map((id) => [id, placesOf(messages[id])])).toEqual(ids.map((id) => [id, placesOf(en[id])]));
  });
});

describe('the words of the sign-in window’s bar', () => {
  it('are complete in German, have no places, and are all used', () => {
    const bar = Object.keys(barCatalogues.en);
    expect(Object.keys(barCatalogues.de).sort()).toEqual(bar.toSorted());
    expect(Object.values(barCatalogues.en).filter((message) => /[{<]/.test(message))).toEqual([]);
    expect(unusedOf(bar, code)).toEqual([]);
  });
});

describe('each message', () => {
  it('stands in one file only', () => {
    const files = readdirSync(join(renderer, 'messages/en'));
    const all = files.flatMap((file) =>
      Object.keys(JSON.parse(readFileSync(join(renderer, 'messages/en', file), 'utf8'))),
    );
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
    expect(all.sort()).toEqual([...ids].sort());
  });

  it('of a failure is used', () => {
    const names = ids.flatMap((id) => /^failure\.(.+)\.title$/.exec(id)?.[1] ?? []);
    const beginnings = [...code.matchAll(/`([\w-]+\.)\$\{/g)].map(([, beginning = '']) => beginning);
    const isUsed = (name: string) => code.includes(`'${name}'`) || beginnings.some((each) => name.startsWith(each));
    expect(names.filter((name) => !isUsed(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(80);
  });

  it('is used', () => {
    expect(unusedOf(ids, code)).toEqual([]);
  });
});
