import type { ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import { catalogues, type MessageId, type Messages } from '../messages/catalogues.ts';

/** What is put into a message's places. */
export type Values = Readonly<Record<string, string | number>>;
type RichValues = Readonly<Record<string, ReactNode | ((words: ReactNode[]) => ReactNode)>>;

/** The messages for a tag such as `de-AT` or `en-GB-u-hc-h12`: English for a language that has none. */
function messagesFor(locale: string): Messages {
  const [language] = locale.split('-');
  return language === 'de' ? catalogues.de : catalogues.en;
}

function speaker(locale: string, messages: Messages): IntlShape {
  // The cache goes with it: formatters hold memory that nobody collects.
  return createIntl({ locale, defaultLocale: 'en', messages }, createIntlCache());
}

// Main puts the person's locale on the document: the page knows only the system's language.
const first = document.documentElement.lang || 'en-GB';
let intl = speaker(first, messagesFor(first));

/** Speaks another language from now on; what is on the screen has to be drawn again. */
export function speak(locale: string, messages = messagesFor(locale)): void {
  document.documentElement.lang = locale;
  intl = speaker(locale, messages);
}

/** By whose customs times, dates and numbers are written, such as `de-AT` or `en-GB-u-hc-h12`. */
export function locale(): string {
  return intl.locale;
}

/** A message in the person's language. */
export function text(id: MessageId, values?: Values): string {
  return intl.formatMessage({ id }, values);
}

/** Several things as one: `Acme, Beta and Kestrel`. */
export function listed(items: readonly string[]): string {
  return intl.formatList(items, { type: 'conjunction' });
}

/** A message with elements in its places and around its tags: `<b>{name}</b>` with `b: (words) => <strong>{words}</strong>`. */
export function richText(id: MessageId, values: RichValues): ReactNode {
  return intl.formatMessage({ id }, values as Parameters<IntlShape['formatMessage']>[1]);
}
