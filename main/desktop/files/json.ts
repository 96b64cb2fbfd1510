import { orUndefined } from '../../result.ts';

/** The value that a text is the JSON of; undefined when it is none: cut off, edited, or never JSON. */
export function parseJson(text: string): unknown {
  return orUndefined(() => JSON.parse(text));
}
