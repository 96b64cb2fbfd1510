import type { ConnectionKind } from '../../preload/contract.ts';
import type { Field, Step } from '../../preload/failure.ts';

/** Where a failure is told: on the page of a stored connection, in the form of a new one, or in the window at large, which begins with practice alone. */
export type FailurePlace =
  /** `tried`: it came of a sign-in that was just made, for an app of this kind. `undone`: what could not be done for it. */
  | {
      readonly at: 'connection';
      readonly signedInAt: number;
      readonly afterSignIn?: ConnectionKind;
      readonly blocked?: BlockedAction | undefined;
      readonly isPractice?: boolean;
      /** It came of what the app does by itself. */
      readonly isBackground?: boolean;
    }
  | { readonly at: 'form'; readonly kind: ConnectionKind }
  | { readonly at: 'window' };

/** An act of a person that a failure known before stopped once more. */
export type BlockedAction = 'copy' | 'reveal' | 'remove';

/** The one thing to do about a failure, with the words on its button. */
export type FailureAction =
  | { readonly does: 'retry'; readonly label: string }
  | { readonly does: 'sign-in-again'; readonly label: string }
  | { readonly does: 'add-connection'; readonly label: string }
  | { readonly does: 'go-to-field'; readonly label: string; readonly field: Field }
  /** To have the system ask for the keychain's password, then do the same once more. */
  | { readonly does: 'open-keychain'; readonly label: string }
  | { readonly does: 'enter-passphrase'; readonly label: string }
  | { readonly does: 'dismiss'; readonly label: string };

/** A row of the tables: what happened, what it means, what to do; `warn` passes or is nobody's fault, all else needs a person. */
export type FailureRow = readonly [title: string, meaning: string, action: FailureAction, tone?: 'warn'];

/** To do the same once more. */
export const retry: FailureAction = { does: 'retry', label: 'Try again' };
/** To take note. */
export const close: FailureAction = { does: 'dismiss', label: 'Close' };
/** To sign in anew for a stored connection. */
export const signInAgain: FailureAction = { does: 'sign-in-again', label: 'Sign in again' };

/** That no harm was done: a stored connection is still there, whatever was tried with it; a new one does not exist yet. */
export function nothingLost(place: FailurePlace): string {
  if (place.at !== 'connection') return 'Nothing was stored.';
  return place.afterSignIn === undefined ? 'Nothing was deleted.' : 'The connection is unchanged.';
}

/** To look at a field of the form. */
export function checkField(field: Field): FailureAction {
  return { does: 'go-to-field', label: 'Check the form', field };
}

/** In a form the cause can be corrected in place; a stored connection is put right in another way. */
export function inForm(place: FailurePlace, field: Field, otherwise: FailureAction): FailureAction {
  return place.at === 'form' ? checkField(field) : otherwise;
}

/** What Fyle was asked, to follow `when`. */
export function requestText(step: Step): string {
  switch (step) {
    case 'token':
      return 'asked for a new token';
    case 'cluster':
      return 'asked where your data is stored';
    case 'profile':
      return 'asked who the token belongs to';
    case 'page':
      return 'asked for the sign-in page';
  }
}
