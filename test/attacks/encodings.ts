/** A secret as it may be written down somewhere: ten encodings, those of base64 in each of its three alignments. */
export function encodingsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  const texts = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    hex,
    hex.toUpperCase(),
    Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
    Array.from(secret).toReversed().join(''),
    ...[0, 1, 2].flatMap((offset) => base64Of(bytes, offset)),
  ];
  return [...new Set(texts)].map((text) => Buffer.from(text)).concat(Buffer.from(secret, 'utf16le'));
}

/** What stands of a secret in the base64 of a longer text, in both alphabets: without the signs that depend on its neighbours. */
function base64Of(bytes: Buffer, offset: number): readonly string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const inner = whole
    .subarray(0, whole.length - (whole.length % 3))
    .toString('base64')
    .slice(offset === 0 ? 0 : 4);
  return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
}
