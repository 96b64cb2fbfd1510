import * as z from 'zod/mini';
import type { ConnectionChanges } from '../../../preload/form.ts';
import { plainText } from '../../oauth/displayText.ts';
import { fail, ok, type Result } from '../../result.ts';
import { fieldsFailure, nameFault, type ReadFailure, typed } from './connectForm.ts';

/** The index of one of the colours of organisations. */
export const colour = z.literal([0, 1, 2, 3, 4, 5, 6, 7]);
const shape = z.strictObject({
  name: z.exactOptional(typed),
  colour: z.exactOptional(colour),
  favourite: z.exactOptional(z.boolean()),
});

/** Reads what a person changes of a connection. Fails with {@link ReadFailure}. */
export function readChanges(foreign: unknown): Result<ConnectionChanges, ReadFailure> {
  const read = shape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  if (read.data.name === undefined) return ok(read.data);
  const name = plainText(read.data.name);
  const failure = fieldsFailure({ name: nameFault(name) });
  return failure === undefined ? ok({ ...read.data, name }) : fail(failure);
}
