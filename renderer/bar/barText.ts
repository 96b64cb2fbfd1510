import de from './messages/de.json';
import en from './messages/en.json';

/** A sentence or a few words of the bar, none of which has places to fill. */
export type BarTextId = keyof typeof en;

/** The words of the bar. English is the language of the source. */
export const catalogues = { en, de } as const satisfies Readonly<Record<string, Readonly<Record<BarTextId, string>>>>;

/** Words in the language that main has put on the document. */
export function barText(id: BarTextId): string {
  const [language] = document.documentElement.lang.split('-');
  return (language === 'de' ? catalogues.de : catalogues.en)[id];
}
