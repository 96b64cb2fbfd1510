/** What a field holds; `address` stands for every URL. */
type PastedField = 'clientId' | 'clientSecret' | 'refreshToken' | 'address';

/** Characters that are part of no credential and no address; removed in this order. */
const STRAY_CHARACTERS: readonly RegExp[] = [
  // Format characters: zero-width, soft hyphens, writing directions, byte order marks.
  /\p{Cf}+/gu,
  // Line breaks, where a page or a mail wrapped the value. The lookbehind keeps the match linear.
  /(?<!\s)\s*[\r\n]\s*/g,
  /^\s+|(?<!\s)\s+$/g,
];

/** A value in one pair of quotes, with a comma or semicolon after it; with a quote inside, none is removed. */
const QUOTED_VALUE: readonly RegExp[] = [
  /^"([^"]*)"[,;]?$/,
  /^'([^']*)'[,;]?$/,
  /^`([^`]*)`[,;]?$/,
  /^“([^“”]*)”[,;]?$/,
  /^‘([^‘’]*)’[,;]?$/,
  /^„([^„“]*)“[,;]?$/,
];

/** The label before a value, in two words or with a sign. A value has no gap, so no part of it is removed. */
const LABEL: { readonly [F in PastedField]: RegExp } = {
  clientId: /^["'“]?client(?:\s+id(?:["'”]?\s*[:=])?|[_-]?id["'”]?\s*[:=])\s*/i,
  clientSecret: /^["'“]?client(?:\s+secret(?:["'”]?\s*[:=])?|[_-]?secret["'”]?\s*[:=])\s*/i,
  refreshToken: /^["'“]?refresh(?:\s+token(?:["'”]?\s*[:=])?|[_-]?token["'”]?\s*[:=])\s*/i,
  address: /^["'“]?[a-z][a-z _-]{0,40}["'”]?(?:\s*:\s+|\s*=\s*)(?=["'“]?https?:\/\/)/i,
};

/**
 * A comma or semicolon after a value that cannot end with one: Fyle's client ID, a JWT, a web address. Any other value
 * may have been issued with it (RFC 6749 appendix A).
 */
const TRAILING_COMMA = /^(tpa[a-z0-9]{6,24}|eyJ[\w-]+\.[\w-]+\.[\w-]*|https?:\/\/\S+)[,;]$/i;

/** Removes from a pasted value what was copied with it: stray characters, quotes, its label, a comma after it. */
export function cleanPaste(text: string, field: PastedField): string {
  const plain = STRAY_CHARACTERS.reduce((value, stray) => value.replace(stray, ''), text);
  const bare = unquoted(plain);
  const unlabelled = bare.replace(LABEL[field], '');
  const value = unlabelled === bare ? bare : unquoted(unlabelled);
  return value.replace(TRAILING_COMMA, '$1');
}

function unquoted(text: string): string {
  const inside = QUOTED_VALUE.map((quoted) => quoted.exec(text)?.[1]).find((found) => found !== undefined);
  return inside === undefined ? text : inside.trim();
}
