import type { ConnectionKind } from '../../../preload/connection.ts';
import type { Step } from '../../../preload/failure.ts';
import type { Field } from '../../../preload/fieldFault.ts';

const requests: Readonly<Record<Step, string>> = {
  token: 'asked for a new token',
  cluster: 'asked where your data is stored',
  profile: 'asked who the token belongs to',
  page: 'asked for the sign-in page',
};

/** Where a failure is shown: on a connection's page, in a form, or anywhere else in the window. */
export type FailurePlace =
  /** `afterSignIn`: a sign-in just failed, for an app of this kind. `blocked`: the action that the failure stopped. */
  | {
      readonly at: 'connection';
      readonly signedInAt: number;
      readonly afterSignIn?: ConnectionKind;
      readonly blocked?: BlockedAction | undefined;
      readonly isPractice?: boolean;
      /** Background work failed, not an action of the person. */
      readonly isBackground?: boolean;
    }
  /** `isStored`: the form changes a connection that is in the list. */
  | { readonly at: 'form'; readonly kind: ConnectionKind; readonly isStored?: boolean }
  | { readonly at: 'window' };

/** A person's action that was stopped by a failure which the page already shows. */
export type BlockedAction = 'copy' | 'reveal' | 'remove';

/** The one thing to do about a failure, with its button's label. */
export type FailureAction =
  | { readonly does: 'go-to-field'; readonly label: string; readonly field: Field }
  /** `open-keychain` lets the system ask for the keychain's password, then tries again. */
  | {
      readonly does: 'retry' | 'sign-in-again' | 'add-connection' | 'open-keychain' | 'enter-passphrase' | 'dismiss';
      readonly label: string;
    };

/** A failure's texts. `warn`: it passes, or is nobody's fault; without it a person must act. */
export type FailureRow = readonly [title: string, meaning: string, action: FailureAction, tone?: 'warn'];

export const retry: FailureAction = { does: 'retry', label: 'Try again' };
export const close: FailureAction = { does: 'dismiss', label: 'Close' };
export const signInAgain: FailureAction = { does: 'sign-in-again', label: 'Sign in again' };

/** A failure that passes, or is nobody's fault. */
export function warning(title: string, meaning: string, action: FailureAction = retry): FailureRow {
  return [title, meaning, action, 'warn'];
}

/** Says that no harm was done: a stored connection is still there; a new one does not exist yet. */
export function nothingLost(place: FailurePlace): string {
  if (place.at === 'form' && place.isStored) return 'The stored sign-in is unchanged.';
  if (place.at !== 'connection') return 'Nothing was stored.';
  return place.afterSignIn === undefined ? 'Nothing was deleted.' : 'The connection is unchanged.';
}

/** Leads to a field of the form. */
export function checkField(field: Field): FailureAction {
  return { does: 'go-to-field', label: 'Check the form', field };
}

/** Leads to the field in a form, where the cause can be corrected; elsewhere does `otherwise`. */
export function inForm(place: FailurePlace, field: Field, otherwise: FailureAction): FailureAction {
  return place.at === 'form' ? checkField(field) : otherwise;
}

/** What the request was for, to follow “when Token Desk”. */
export function requestText(step: Step): string {
  return requests[step];
}
