import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isArgumentElement,
  isPluralElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { catalogues } from '../../renderer/messages/catalogues.ts';

const renderer = join(import.meta.dirname, '../../renderer');
const { en, ...translations } = catalogues;
const ids = Object.keys(en) as (keyof typeof en)[];

/** The names of a message's places and tags. */
function places(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (isTagElement(element)) return [element.value, ...places(element.children)];
    if (isPluralElement(element))
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => places(value))];
    if ('options' in element)
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => places(value))];
    return isArgumentElement(element) || 'style' in element ? [element.value] : [];
  });
}

function placesOf(message: string): readonly string[] {
  return [...new Set(places(parse(message)))].sort();
}

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

describe('each message', () => {
  it('stands in one file only', () => {
    const files = readdirSync(join(renderer, 'messages/en'));
    const all = files.flatMap((file) =>
      Object.keys(JSON.parse(readFileSync(join(renderer, 'messages/en', file), 'utf8'))),
    );
    expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
    expect(all.sort()).toEqual([...ids].sort());
  });

  it('is used', () => {
    const written = new Set([...code.matchAll(/'([a-zA-Z]+\.[\w.-]+)'/g)].map(([, id]) => id));
    const beginnings = [...code.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)].map(([, beginning = '']) => beginning);
    const unused = ids.filter((id) => !written.has(id) && !beginnings.some((beginning) => id.startsWith(beginning)));
    expect(unused).toEqual([]);
  });
});
