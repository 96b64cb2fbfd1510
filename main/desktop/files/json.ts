/** The value that a text is the JSON of; undefined when it is none: cut off, edited, or never JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
