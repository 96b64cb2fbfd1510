/** The fields into which a value is pasted whole. */
type Pasted = 'clientId' | 'clientSecret' | 'refreshToken' | 'address';

/** What comes along with a copied text and is no part of it, with what is left in its place; taken off in this order. */
const COPIED_ALONG: readonly (readonly [what: RegExp, left: string])[] = [
  // Format characters (zero-width, soft hyphens, writing directions, byte order marks): in no credential and no address.
  [/\p{Cf}+/gu, ''],
  // Line breaks, where the page or the mail wrapped it; other gaps are told, not closed. The look behind keeps it linear.
  [/(?<!\s)\s*[\r\n]\s*/g, ''],
  [/^\s+|(?<!\s)\s+$/g, ''],
];

/** One pair of quotes around it, with the comma or semicolon of the text it stood in; a quote inside makes them its own. */
const QUOTED: readonly RegExp[] = [
  /^"([^"]*)"[,;]?$/,
  /^'([^']*)'[,;]?$/,
  /^`([^`]*)`[,;]?$/,
  /^“([^“”]*)”[,;]?$/,
  /^‘([^‘’]*)’[,;]?$/,
  /^„([^„“]*)“[,;]?$/,
];

/**
 * The value's own name before it: in two words as a page shows it, or in one with a sign after it as in a file. A value
 * holds no gap, so nothing of it is taken for its name.
 */
const LABEL: { readonly [P in Pasted]: RegExp } = {
  clientId: /^["'“]?client(?:\s+id(?:["'”]?\s*[:=])?|[_-]?id["'”]?\s*[:=])\s*/i,
  clientSecret: /^["'“]?client(?:\s+secret(?:["'”]?\s*[:=])?|[_-]?secret["'”]?\s*[:=])\s*/i,
  refreshToken: /^["'“]?refresh(?:\s+token(?:["'”]?\s*[:=])?|[_-]?token["'”]?\s*[:=])\s*/i,
  address: /^["'“]?[a-z][a-z _-]{0,40}["'”]?(?:\s*:\s+|\s*=\s*)(?=["'“]?https?:\/\/)/i,
};

/**
 * A comma or semicolon after what can have none: a client ID of Fyle's, a JWT, a web address. After any other value it
 * stays, for a provider may have issued it so (RFC 6749 appendix A).
 */
const WITH_COMMA = /^(tpa[a-z0-9]{6,24}|eyJ[\w-]+\.[\w-]+\.[\w-]*|https?:\/\/\S+)[,;]$/i;

/** A pasted value without what was copied along: format characters, line breaks, blanks around it, quotes, its own label. */
export function cleanPaste(text: string, field: Pasted): string {
  const plain = COPIED_ALONG.reduce((value, [what, left]) => value.replace(what, left), text);
  const bare = unquoted(plain);
  const unlabelled = bare.replace(LABEL[field], '');
  const value = unlabelled === bare ? bare : unquoted(unlabelled);
  return value.replace(WITH_COMMA, '$1');
}

function unquoted(text: string): string {
  const inside = QUOTED.map((quoted) => quoted.exec(text)?.[1]).find((found) => found !== undefined);
  return inside === undefined ? text : inside.trim();
}
