/**
 * The URL that a text is, undefined when it is none. Not by `URL.canParse`: once V8 has optimised the call, Node 20.20 reads
 * a text of Latin-1 letters as UTF-8 and finds no URL in `https://bücher.example`.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
