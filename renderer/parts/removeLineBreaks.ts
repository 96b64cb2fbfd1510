/**
 * A pasted text without its line breaks and the indentation around them, as main reads it (RFC 6749 appendix A: no
 * credential has any). A gap within a line stays, to be told.
 */
export function removeLineBreaks(text: string): string {
  // The look behind begins a run of blanks at its first one alone: a megabyte of them takes no longer than a megabyte of letters.
  return text.replace(/(?<!\s)\s*[\r\n]\s*/g, '');
}
