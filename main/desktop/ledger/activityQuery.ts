import * as z from 'zod/mini';
import type { ActivityQuery } from '../../../preload/activity.ts';
import { fail, ok, type Result } from '../../result.ts';

/** Longer than any name. */
const LONGEST_TEXT = 400;
/** More than there are words for events and failures that hold one text. */
const MOST_ALIKE = 30;

const count = z.int().check(z.positive());
const shape = z.strictObject({
  connection: z.optional(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  kind: z.optional(z.enum(['renewals', 'failures', 'copies', 'changes'])),
  days: z.optional(z.union([count.check(z.maximum(366)), z.literal('last-month')])),
  text: z.optional(z.string().check(z.maxLength(LONGEST_TEXT))),
  alike: z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,40}$/))).check(z.maxLength(MOST_ALIKE))),
  before: z.optional(count),
});

/** Reads which entries the page wants. */
export function readActivityQuery(foreign: unknown): Result<ActivityQuery, { readonly code: 'bad-request' }> {
  const read = shape.safeParse(foreign);
  return read.success ? ok(read.data) : fail({ code: 'bad-request' });
}
