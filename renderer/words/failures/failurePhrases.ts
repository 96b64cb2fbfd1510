import type { ConnectionKind } from '../../../preload/connection.ts';
import type { Step } from '../../../preload/failure.ts';
import type { Field } from '../../../preload/fieldFault.ts';
import type { MessageId } from '../../messages/catalogues.ts';
import { text, type Values } from '../text.ts';

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

/** A failure, or one case of it, that has a title and a meaning in the message files. */
export type FailureName = MessageId extends infer Id
  ? Id extends `failure.${infer Name}.title`
    ? Name
    : never
  : never;

export function retry(): FailureAction {
  return { does: 'retry', label: text('act.retry') };
}

export function close(): FailureAction {
  return { does: 'dismiss', label: text('act.close') };
}

export function signInAgain(): FailureAction {
  return { does: 'sign-in-again', label: text('act.sign-in') };
}

/** A failure about which a person must act. `values`: what the messages have places for, beside `{nothingLost}`. */
export function failed(name: FailureName, place: FailurePlace, action = retry(), values: Values = {}): FailureRow {
  const all = { ...values, nothingLost: nothingLost(place) };
  return [text(`failure.${name}.title`, all), text(`failure.${name}.meaning`, all), action];
}

/** A failure that passes, or is nobody's fault. */
export function warning(name: FailureName, place: FailurePlace, action = retry(), values: Values = {}): FailureRow {
  const [title, meaning] = failed(name, place, action, values);
  return [title, meaning, action, 'warn'];
}

/** Says that no harm was done: a stored connection is still there; a new one does not exist yet. */
function nothingLost(place: FailurePlace): string {
  if (place.at === 'form' && place.isStored) return text('failure.nothingLost.signIn');
  if (place.at !== 'connection') return text('failure.nothingLost.nothingStored');
  return text(
    place.afterSignIn === undefined ? 'failure.nothingLost.nothingDeleted' : 'failure.nothingLost.connection',
  );
}

/** Leads to a field of the form. */
export function checkField(field: Field): FailureAction {
  return { does: 'go-to-field', label: text('act.checkForm'), field };
}

/** Leads to the field in a form, where the cause can be corrected; elsewhere does `otherwise`. */
export function inForm(place: FailurePlace, field: Field, otherwise = retry()): FailureAction {
  return place.at === 'form' ? checkField(field) : otherwise;
}

const asked: Readonly<Record<Step, string>> = { token: 'token', cluster: 'data', profile: 'person', page: 'page' };

/** What the request was for, as the messages choose by it. */
export function requestValues(step: Step): Values {
  return { asked: asked[step] };
}
