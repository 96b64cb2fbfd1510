import { createIntl, createIntlCache } from '@formatjs/intl';
import { locale, type WordsId, words } from './words.ts';

let intl: ReturnType<typeof speaker> | undefined;

function speaker() {
  return createIntl({ locale: locale(), defaultLocale: 'en', messages: words() }, createIntlCache());
}

/** Words in the person's language with what is put into their places. */
export function fill(id: WordsId, values: Readonly<Record<string, string | number>>): string {
  if (intl?.locale !== locale()) intl = speaker();
  return intl.formatMessage({ id }, values);
}
