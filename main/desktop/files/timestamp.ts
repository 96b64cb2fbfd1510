import * as z from 'zod/mini';

/** The end of the year 9999: JavaScript cannot format a much later time, and a page that tries to would fail. */
const LATEST = 253_402_300_799_999;

/** A time in a file, Unix ms, that can be formatted in every time zone. */
export const timestamp = z.int().check(z.positive(), z.maximum(LATEST));
