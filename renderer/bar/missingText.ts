import type { MissingPage } from '../../preload/barContract.ts';
import { barText } from './barText.ts';

/** What stands in a page's place when it shows nothing. `text` goes on after the page's host. */
export interface MissingText {
  readonly title: string;
  readonly text: string;
}

/** The words for each page that shows nothing. */
export function missingText(missing: MissingPage): MissingText {
  const isPasswordAgain = missing.code === 'password' && missing.isRepeated;
  return {
    title: barText(`missing.${missing.code}`),
    text: barText(isPasswordAgain ? 'bar.passwordAgain' : `missingText.${missing.code}`),
  };
}
