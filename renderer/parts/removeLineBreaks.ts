/**
 * Removes line breaks and the white space around them, as main does; no credential contains any (RFC 6749 appendix A).
 * A space within a line stays, so that main can report it.
 */
export function removeLineBreaks(text: string): string {
  // The lookbehind starts a match only at the first character of a run of white space, so a long run takes linear time.
  return text.replace(/(?<!\s)\s*[\r\n]\s*/g, '');
}
