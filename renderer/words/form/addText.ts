import type { ConnectionKind } from '../../../preload/connection.ts';
import type { CredentialField } from '../../../preload/form.ts';
import { fieldLabel, inSentence } from './fieldText.ts';

export const ADD_TITLE = 'Add a connection';
export const WHAT_FOR =
  'A token lets Excel, Power BI or a script read your Fyle data. Token Desk gets it for you and keeps it valid.';
export const KIND_TITLE = 'What did Fyle show you?';
export const KIND_HELP = 'Look in the dialog that Fyle opens when an app is created.';

/** The two cards of the first step. */
export const kindTexts: Readonly<Record<ConnectionKind, { readonly title: string; readonly text: string }>> = {
  internal: { title: 'A refresh token', text: 'An Internal app. Connects at once.' },
  oauth: { title: 'Only a client ID and secret', text: 'An OAuth 2 app. You sign in next.' },
};

/** The second step: its heading, its main button and what that does. */
export const valuesTexts: Readonly<
  Record<
    ConnectionKind,
    { readonly title: string; readonly paste: string; readonly act: string; readonly next: string }
  >
> = {
  internal: {
    title: 'Paste the three values',
    paste: 'Paste all three at once',
    act: 'Connect',
    next: 'Asks Fyle for a first token',
  },
  oauth: {
    title: 'Paste the two values',
    paste: 'Paste both at once',
    act: 'Sign in to Fyle',
    next: 'Opens Fyle’s sign-in page',
  },
};

export const PASTE_HELP = 'Copied the whole dialog?';
export const PASTED_NOTHING = 'What you copied holds none of these values. Copy them in Fyle’s dialog, then try again.';
export const NO_BROWSER =
  'No browser could be opened. In your own, open Fyle, then Settings, Integrations, Custom Apps.';

/** Which step of three, as words. */
export function stepText(step: number): string {
  return `Step ${step} of 3`;
}

/** Which values were filled in. */
export function filledText(fields: readonly CredentialField[]): string {
  const names = fields.map((field, at) => (at === 0 ? fieldLabel(field) : inSentence(field)));
  const last = names.at(-1) ?? '';
  return `${names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last} filled in.`;
}

/** Why the Paste button of one field pasted nothing. */
export function notPastedText(field: CredentialField): string {
  return `What you copied cannot be a ${inSentence(field)}. Copy it in Fyle’s dialog, then try again.`;
}

/** Asks what a value is, of which enough is shown to recognise it. */
export function unclearText(value: string): string {
  return `What is the value that begins with “${value.slice(0, 3)}” and ends with “${value.slice(-2)}”?`;
}
