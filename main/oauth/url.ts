/**
 * Parses a URL; undefined when the text is none. Does not use `URL.canParse`: once V8 has optimised the call, Node 20.20
 * reads Latin-1 text as UTF-8 and rejects `https://bücher.example`.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
