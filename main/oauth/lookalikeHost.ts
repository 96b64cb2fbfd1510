/** Scripts with letters that look like Latin ones, so that nobody sees them beside Latin ones. */
const LOOKALIKES =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;
/** A label of nothing but Cyrillic letters that have a Latin twin, as `аррӏе`. */
const ALL_TWINS = /^[аеорсухіјѕһԁԛԝӏьвкмнтг0-9-]+$/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * Whether a host name in ASCII, as a URL gives it, holds an encoded label that looks like another one: Latin letters
 * among Cyrillic or Greek ones, or Cyrillic ones that all look Latin. @see UTS 39 §5; RFC 5890 §2.3.2
 */
export function looksLikeAnotherHost(hostname: string): boolean {
  const labels = hostname.split('.').filter((label) => label.startsWith('xn--'));
  return labels
    .map((label) => decode(label.slice(4)))
    .some((label) => {
      return (LATIN.test(label) && LOOKALIKES.test(label)) || ALL_TWINS.test(label);
    });
}

/** Decodes a label that a URL parser has accepted. @see RFC 3492 §6.2 */
function decode(encoded: string): string {
  const basic = encoded.lastIndexOf('-');
  const label = Array.from(encoded.slice(0, Math.max(0, basic)));
  let [code, bias, position] = [128, 72, 0];
  for (let at = basic + 1; at < encoded.length; ) {
    const before = position;
    for (let [weight, k] = [1, 36]; at < encoded.length; k += 36) {
      const digit = Number.parseInt(encoded.charAt(at), 36);
      at += 1;
      // Base 36 by letters first: a is 0, and the digit 0 is 26.
      const value = digit < 10 ? digit + 26 : digit - 10;
      position += value * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (value < threshold) break;
      weight *= 36 - threshold;
    }
    const length = label.length + 1;
    let delta = Math.floor((position - before) / (before === 0 ? 700 : 2));
    delta += Math.floor(delta / length);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(position / length);
    position %= length;
    label.splice(position, 0, String.fromCodePoint(Math.min(code, 0x10ffff)));
    position += 1;
  }
  return label.join('');
}
