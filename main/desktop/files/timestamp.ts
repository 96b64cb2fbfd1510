import * as z from 'zod/mini';

/** The end of the year 9999: later there are moments that no calendar of JavaScript's has, and a page that writes one stops. */
const LATEST = 253_402_300_799_999;

/** A moment in a file, Unix ms, that can be written as a date in every time zone. */
export const moment = z.int().check(z.positive(), z.maximum(LATEST));

/** Whether a foreign value is such a moment. */
export function isMoment(foreign: unknown): foreign is number {
  return Number.isInteger(foreign) && Number(foreign) > 0 && Number(foreign) <= LATEST;
}
