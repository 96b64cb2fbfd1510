import { orUndefined } from '../result.ts';

/** Parses a URL, without `URL.canParse`: once V8 has optimised it, Node 20.20 rejects `https://bücher.example`. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return orUndefined(() => new URL(text, base));
}
