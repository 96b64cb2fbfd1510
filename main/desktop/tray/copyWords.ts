import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { say } from '../words/words.ts';

/** How a form of the token is called after a name: `for Excel`; empty for the token itself. */
export function copiedAs(format: CopyFormat): string {
  switch (format) {
    case 'token':
      return '';
    case 'curl-powershell':
    case 'curl-cmd':
      return say('copied.curl');
    case 'environment-powershell':
    case 'environment-cmd':
      return say('copied.environment');
    default:
      return say(`copied.${format}`);
  }
}
