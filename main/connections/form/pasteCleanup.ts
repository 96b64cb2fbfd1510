import type { CredentialField } from '../../../preload/form.ts';
import { joinLines } from '../../../preload/shared/joinLines.ts';
import { peel, trimSigns, unwrap } from './wrappers.ts';

/** Characters that show nothing and that no credential contains (RFC 6749 appendix A): zero-width, directions, byte order marks. */
export const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
const TYPOGRAPHIC_HYPHEN = /[\u2010\u2011]/g;
/** With the gap behind it no part of a value: the `>` of a quoted mail, a list's mark or number, Excel's `=`. */
const BEFORE_GAP = /^(?:>[>\s]*\s|[-*+•–=]\s+|\d{1,2}[.)]\s+)/;
const BEHIND_GAP = /\s[,;.:)\]>"'\\]{1,3}$/;
/** Fyle's client IDs and JWTs, alone: their form says which signs around them are no part of them. Dots mean that it was cut. */
const KNOWN = /^[^\w…]*(tpa[A-Za-z0-9]{6,24}|eyJ[\w-]+\.[\w-]+\.[\w-]+)(?!\.\.)[^\w…-]*$/;
/** The names of each field's value. A short one says less, so more has to follow it. */
const NAMES: Readonly<Record<CredentialField, readonly [long: string, short: string]>> = {
  clientId: [String.raw`(?:client|app|application|consumer)[\s_.-]*(?:id|key)`, 'id'],
  clientSecret: [String.raw`(?:client|app|application|consumer)[\s_.-]*secret`, 'secret'],
  refreshToken: [String.raw`refresh[\s_.-]*token`, 'token|bearer|jwt'],
};
/** What stands before a name in a shell, a program, a list or an `.env` file. */
const LEAD = String.raw`^[\s{,(]*(?:(?:export|setx?|const|let|var)\s+|\$env:|--?)?["'“*_\x60]*`;
/** Before a long name anything, before a short one only what does not make it another value's, as in `access_token`. */
const SERVICE = ['(?:[a-z0-9]{1,20}[_.-]){0,4}', '(?:fyle[_.-])?'];
const END = String.raw`["'”*_\x60]*`;
/** Not before `3D`: that is the sign itself in quoted-printable, or begins the value. */
const SIGN = String.raw`\s*(?::=|[=-]>|[:=：→](?!3D))`;

/**
 * A value's own name before it, which is certain where a gap, a sign behind a long name, a quote or a known form shows
 * it. `Secret=s3cret` may be a whole secret: `clientSecretFault` has a doubt about it.
 */
const OWN_NAME = {
  clientId: ownName(NAMES.clientId),
  clientSecret: ownName(NAMES.clientSecret),
  refreshToken: ownName(NAMES.refreshToken),
};
/** A request's header, alone or in a command. What follows the token's own quote is not read. @see RFC 6750 §2.1 */
const HEADER = /^(?:.*[\s"'{])?authorization["']?\s*[:=]\s*["']?bearer\s+([^\s"']+)(?:["'].*)?$/i;

/** Removes from a pasted credential all that is certainly no part of it, in as many layers as there are. */
export function cleanPaste(text: string, field: CredentialField): string {
  const bare = peeled(joinLines(text), field);
  return known(bare) ?? known(peeled(decoded(bare), field)) ?? bare;
}

function peeled(text: string, field: CredentialField): string {
  const layers: readonly ((value: string) => string)[] = [
    (value) => value.replace(INVISIBLE, '').replace(TYPOGRAPHIC_HYPHEN, '-').trim(),
    unwrap,
    trimSigns,
    (value) => value.replace(BEFORE_GAP, '').replace(BEHIND_GAP, ''),
    (value) => (field === 'refreshToken' ? value.replace(HEADER, '$1') : value),
    (value) => value.replace(OWN_NAME[field], ''),
    once,
  ];
  return peel(text, layers);
}

/** A client ID or a JWT without the signs around it; undefined for a text that is not known by its form. */
function known(text: string): string | undefined {
  const core = KNOWN.exec(text)?.[1] ?? text;
  const unit = [4, 3, 2].map((times) => repeated(core, times)).find((part) => part !== undefined && KNOWN.test(part));
  return KNOWN.exec(unit ?? core)?.[1];
}

/** A value that stands there several times with gaps between. */
export function once(text: string): string {
  const [first = '', ...more] = text.split(/\s+/);
  return more.length > 0 && more.every((part) => part === first) ? first : text;
}

/** The part of which a text consists `times` times; undefined when it does not. */
export function repeated(text: string, times: number): string | undefined {
  const part = text.slice(0, text.length / times);
  return text !== '' && part.repeat(times) === text ? part : undefined;
}

/** Percent encoding, quoted-printable, escapes of JSON and of HTML, as the signs they stand for. */
function decoded(text: string): string {
  return text
    .replace(/(?:%|=|\\u00|&#x)([0-7][0-9a-f]);?/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&(?:quot|apos|lt|gt|amp|nbsp|#\d{2,3});/gi, ' ');
}

function ownName([long, short]: readonly [long: string, short: string]): RegExp {
  const [longName, shortName] = [`${SERVICE[0]}${long}`, `${SERVICE[1]}(?:${short})`];
  const any = `(?:${longName}|${shortName})${END}`;
  const forms = [
    `${longName}${END}${SIGN}(?:[*_]{1,3}(?=\\s))?\\s*`,
    `${any}${SIGN}[*_]{0,3}\\s+`,
    `${longName}${END}\\s+(?:is\\s+)?`,
    `${shortName}${END}\\s+(?:is\\s+)?(?=\\S{6,}$)`,
    `${any}${SIGN}\\s*(?=["'“])`,
    `${any}\\W*(?=(?:tpa[A-Za-z0-9]{6}|eyJ))`,
    `${long.replace(/\[\\s_\.-\]\*/, '\\s+')}${END}${SIGN}?$`,
  ];
  return new RegExp(`${LEAD}(?:${forms.join('|')})`, 'i');
}
