import type { PasteFault } from '../../../preload/failure.ts';

/** What is wrong with the address that was pasted at the end of a sign-in, by the address that is expected. */
export function pasteText(fault: PasteFault, expected: string): string {
  const right = `The right one begins with “${expected}”.`;
  switch (fault) {
    case 'missing':
      return 'Paste the address of the page where your browser ended up.';
    case 'not-an-address':
      return `This is not a whole address. Click into your browser’s address bar, copy all of it, and paste it here. ${right}`;
    case 'sign-in-page':
      return `This is still the address of the sign-in page. Finish signing in first; your browser then goes to another page. ${right}`;
    case 'another-address':
      return `This is the address of another page. ${right}`;
    case 'no-answer':
      return 'This is the right page, but its answer is missing. Copy the whole address, with everything after the question mark.';
    case 'another-sign-in':
      return 'This address belongs to another sign-in. Use the page that was opened for this one.';
  }
}
