import { orUndefined } from '../../result.ts';

/** The value that a text is the JSON of; undefined when it is none: cut off, edited, or never JSON. */
export function parseJson(text: string): unknown {
  return orUndefined(() => JSON.parse(text));
}

/** A member of what a JSON text was; undefined where that is no object, or has none of this name. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
