import type { ReportedLine } from './ledgerLine.ts';

/** A line with its running number: the clock may be set back, the order in which they came may not. */
export interface Numbered {
  readonly number: number;
  readonly line: ReportedLine;
}

/**
 * Whether the last line says nothing any more once this one follows. Of failures in a row that are the same only the first
 * and the newest stay: a night without a network is hundreds of tries, and would push out what people did.
 */
export function isRedundant(lines: readonly Numbered[], next: ReportedLine): boolean {
  return isSameFailure(lines.at(-2)?.line, next) && isSameFailure(lines.at(-1)?.line, next);
}

/** The newest lines in their order, at most so many; where there are more, failures give way until they are no more than half. */
export function newest(lines: readonly Numbered[], most: number): readonly Numbered[] {
  const surplus = lines.length - most;
  if (surplus <= 0) return lines;
  const tooMany = lines.filter(isFailure).length - Math.floor(most / 2);
  let toGo = Math.min(surplus, Math.max(0, tooMany));
  const others = lines.filter((one) => {
    const goes = toGo > 0 && isFailure(one);
    if (goes) toGo -= 1;
    return !goes;
  });
  return others.slice(-most);
}

function isFailure({ line }: Numbered): boolean {
  return line.what === 'renewal-failed';
}

function isSameFailure(one: ReportedLine | undefined, other: ReportedLine): boolean {
  const isBoth = one?.what === 'renewal-failed' && other.what === 'renewal-failed';
  return isBoth && one.code === other.code && one.answer === other.answer;
}
