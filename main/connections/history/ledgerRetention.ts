import type { HistoryLine } from './ledgerLine.ts';

/** A line with its number in the order of recording, which a clock that is set back does not change. */
export interface NumberedLine {
  readonly number: number;
  readonly line: HistoryLine;
}

/**
 * Whether the last line repeats the failure before and after it, and is to be dropped: a night without a network is
 * hundreds of equal failures, which would push out what people did.
 */
export function isLastRepeated(lines: readonly NumberedLine[], next: HistoryLine): boolean {
  return isSameFailure(lines.at(-2)?.line, next) && isSameFailure(lines.at(-1)?.line, next);
}

/** The newest lines, at most so many, in order. Failures are dropped first, until they are no more than half. */
export function trimLines(lines: readonly NumberedLine[], most: number): readonly NumberedLine[] {
  const surplus = lines.length - most;
  if (surplus <= 0) return lines;
  const failures = lines.filter(({ line }) => line.what === 'renewal-failed');
  const tooMany = Math.max(0, failures.length - Math.floor(most / 2));
  const dropped = new Set(failures.slice(0, Math.min(surplus, tooMany)));
  return lines.filter((line) => !dropped.has(line)).slice(-most);
}

function isSameFailure(one: HistoryLine | undefined, other: HistoryLine): boolean {
  const isBoth = one?.what === 'renewal-failed' && other.what === 'renewal-failed';
  return isBoth && one.code === other.code && one.answer === other.answer;
}
