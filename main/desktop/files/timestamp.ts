import * as z from 'zod/mini';

/** The end of the year 9999: JavaScript cannot format a much later time, and a page that tries to would fail. */
const LATEST = 253_402_300_799_999;

/** A time in a file, Unix ms, that can be formatted in every time zone. */
export const timestamp = z.int().check(z.positive(), z.maximum(LATEST));

/** Whether a foreign value is such a time. */
export function isTimestamp(foreign: unknown): foreign is number {
  return Number.isInteger(foreign) && Number(foreign) > 0 && Number(foreign) <= LATEST;
}
