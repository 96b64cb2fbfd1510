import type { PasteFault } from '../../../preload/failure.ts';
import { text } from '../text.ts';

/** What is wrong with the address that was pasted at the end of a sign-in, by the address that is expected. */
export function pasteText(fault: PasteFault, expected: string): string {
  return text(`paste.${fault}`, { expected });
}
