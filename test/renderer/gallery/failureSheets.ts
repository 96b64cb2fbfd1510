import type { Failure } from '../../../preload/failure.ts';
import { everyFailure } from '../everyFailure.ts';

/** So many cards are on one sheet. */
const PER_SHEET = 22;

/** The first example of each failure. */
const failures = everyFailure.filter(({ code }, at) => everyFailure.findIndex((one) => one.code === code) === at);

/** Every failure once, on as many sheets as it takes. */
export const failureSheets: readonly (readonly Failure[])[] = Array.from(
  { length: Math.ceil(failures.length / PER_SHEET) },
  (_, sheet) => failures.slice(sheet * PER_SHEET, (sheet + 1) * PER_SHEET),
);
