import {
  isArgumentElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';

/** The names of a message's places and tags, each once, in order of the alphabet. */
export function placesOf(message: string): readonly string[] {
  return [...new Set(places(parse(message)))].sort();
}

function places(elements: readonly MessageFormatElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (isTagElement(element)) return [element.value, ...places(element.children)];
    if (isPluralElement(element) || isSelectElement(element))
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => places(value))];
    return isArgumentElement(element) || ('style' in element && !isPoundElement(element)) ? [element.value] : [];
  });
}

/** Messages of which the code names neither the id nor, in a template, its beginning. */
export function unusedOf(ids: readonly string[], code: string): readonly string[] {
  const written = new Set([...code.matchAll(/'([a-zA-Z]+\.[\w.-]+)'/g)].map(([, id]) => id));
  const beginnings = [...code.matchAll(/`([a-zA-Z]+\.[\w.-]*)\$\{/g)].map(([, beginning = '']) => beginning);
  return ids.filter((id) => !written.has(id) && !beginnings.some((beginning) => id.startsWith(beginning)));
}
