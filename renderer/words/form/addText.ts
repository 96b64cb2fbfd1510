import type { CredentialField } from '../../../preload/form.ts';
import { listed, text } from '../text.ts';
import { fieldLabel, inSentence } from './fieldText.ts';

/** Which values were filled in. */
export function filledText(fields: readonly CredentialField[]): string {
  return text('form.filled', {
    fields: listed(fields.map((field, at) => (at === 0 ? fieldLabel(field) : inSentence(field)))),
  });
}

/** Asks what a value is, of which enough is shown to recognise it. */
export function unclearText(value: string): string {
  return text('form.unclear', { beginning: value.slice(0, 3), end: value.slice(-2) });
}
