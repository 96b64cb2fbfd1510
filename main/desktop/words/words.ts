import de from './de.json';
import en from './en.json';

/** A sentence or a few words of main's own: menus, notifications, dialogs, the pages of a sign-in in the browser. */
export type WordsId = keyof typeof en;
type Words = Readonly<Record<WordsId, string>>;

/** ICU messages. English is the language of the source. */
export const catalogues = { en, de } as const satisfies Readonly<Record<string, Words>>;

let spoken = 'en-GB';

/** Speaks another language from now on; what is shown has to be made again. @param locale such as `de-AT` */
export function speak(locale: string): void {
  spoken = locale;
}

/** By whose customs words, times and numbers are written, such as `de-AT` or `en-GB-u-hc-h12`. */
export function locale(): string {
  return spoken;
}

/** All words in the person's language. */
export function words(): Words {
  return spoken.split('-')[0] === 'de' ? catalogues.de : catalogues.en;
}

/** Words without places, in the person's language: before the window is there no library is loaded that could fill them. */
export function say(id: WordsId): string {
  return words()[id];
}
