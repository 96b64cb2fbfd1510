import { joinLines } from '../../../preload/shared/joinLines.ts';
import { unwrapLink } from '../../oauth/wrappedLink.ts';
import { orUndefined } from '../../result.ts';
import { INVISIBLE, once, repeated } from './pasteCleanup.ts';
import { peel, trimSigns, unwrap } from './wrappers.ts';

/** A longer text is no address, and is not worth the time: `too-long` reports it. */
const LONGEST_TEXT = 8_000;

/** What was written around an address or in its stead, and what it comes to; in this order. */
const FORMS: readonly (readonly [form: RegExp, address: string])[] = [
  // Markdown with its own title; Slack's and HTML's links; a mail's `Name <address>`.
  [/^!?\[[^\]]*\]\(\s*<?(\S+?)>?(?:\s+["'(].*)?\)[,.;]?$/, '$1'],
  [/^\[[^\]]*\]:\s*|^!?\[[^\]]*\]\((?=https?:[^)]*$)/i, ''],
  [/^<([^|<>\s]+)\|[^<>]*>$/, '$1'],
  [/^<a\s[^<>]*?href=["']([^"'<>]+)["'].*$/i, '$1'],
  [/^[^<>]*<(https?:\/\/[^<>\s]+)>[,.;]?$/i, '$1'],
  // A list's mark, and a name.
  [/^(?:>[>\s]*\s|[-*+•–]\s+|\d{1,2}[.)]\s+)/, ''],
  [
    /^[\s{,]*["'“*_]*[a-z][a-z0-9 _-]{0,40}["'”*_]*(?:\s*:["'*_]*\s+|["'*_]*\s*=\s*|\s+is\s+)(?=["'“<([]*(?:https?|hxxps?)\b)/i,
    '',
  ],
  [/^["'“*_]*(?:[a-z0-9]+[ _-])*(?:ur[il]|link|address|endpoint)["'”*_]*\s*:\s*(?=["'“<([]*(?:https?|hxxps?)\b)/i, ''],
  // Written so that it is no link, or twice begun.
  [/^hxxp(?=s?\b)/i, 'http'],
  [/^(https?)\[:\](?=\/\/)/i, '$1:'],
  [/^https?:\/\/(?=https?:\/\/)/i, ''],
  // One half of a pair.
  [/^["'`<([{*|]+(?=https?:\/\/[^"'`<([{*|]*$)/i, ''],
];

/** What no address ends with: stops, quotes, blanks, what shows nothing, and brackets without their other half. */
const STOP = /^(?:[,.;!?'"`´…|\\<>([{&]|[\s\p{C}\p{Pi}\p{Pf}])$/u;
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Removes from a pasted address all that is certainly no part of it; a wrapped link becomes the address in it. */
export function cleanAddress(text: string): string {
  const trimmed = trimSigns(joinLines(text).replace(INVISIBLE, ''));
  if (trimmed.length > LONGEST_TEXT) return trimmed;
  const formed = FORMS.map(
    ([form, address]) =>
      (value: string) =>
        value.replace(form, address),
  );
  return peel(trimmed, [
    (value) => value.replace(INVISIBLE, '').trim(),
    ...formed,
    unwrap,
    trimSigns,
    decoded,
    alone,
    withoutEnd,
    (value) => unwrapLink(value) ?? value,
  ]);
}

/** An address of which every sign is encoded, and the escapes of JSON and HTML, which an address never has. */
function decoded(text: string): string {
  const whole = /^https?%3A[^&]*/i.exec(text)?.[0];
  const plain = whole === undefined ? text : (orUndefined(() => decodeURIComponent(whole)) ?? text);
  if (!/^https?:/i.test(plain)) return plain;
  return plain.replaceAll('\\/', '/').replaceAll('&amp;', '&').replaceAll('[.]', '.');
}

/** An address that stands there several times, with or without gaps. */
function alone(text: string): string {
  const unit = [4, 3, 2].map((times) => repeated(text, times)).find((part) => /^https?:\/\/./i.test(part ?? ''));
  return unit ?? once(text);
}

function withoutEnd(address: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  let end = address.replace(/\*{2,}$/, '');
  for (;;) {
    const [last, length] = lastCharacter(end);
    const opening = BRACKETS[last];
    const isLonely = opening !== undefined && count(end, opening) < count(end, last);
    if (!isLonely && !STOP.test(last) && !(last === ':' && !/^[a-z][a-z0-9+.-]*:$/i.test(end))) return end;
    end = end.slice(0, -length);
  }
}

/** The last character and how long it is written, percent encoding (RFC 3986 §2.1) and HTML's escapes included. */
function lastCharacter(address: string): readonly [character: string, length: number] {
  const entity = /&(?:gt|quot|apos|nbsp|#\d{2,3});$/i.exec(address)?.[0];
  if (entity !== undefined) return ['"', entity.length];
  const encoded = /(?:%[0-9a-f]{2})+$/i.exec(address)?.[0] ?? '';
  const last = orUndefined(() => Array.from(decodeURIComponent(encoded)).at(-1));
  return last === undefined ? [address.at(-1) ?? '', 1] : [last, 3 * new TextEncoder().encode(last).length];
}

/** How often a bracket stands in an address, as it is or encoded. */
function count(address: string, bracket: string): number {
  return address.replace(/%(28|29|5B|5D|7B|7D)/gi, (code) => decodeURIComponent(code)).split(bracket).length - 1;
}
