import type { Field, FieldFault } from '../../../preload/fieldFault.ts';
import type { CredentialField } from '../../../preload/form.ts';
import { isDoubt } from '../../../preload/shared/doubts.ts';
import { text } from '../text.ts';

/** The fields that no preset fills. */
export const ownFields = ['name', 'clientId', 'clientSecret', 'refreshToken', 'redirectUri'] as const;

/** The fields that fold away under “Addresses”. */
export const addressFields = ['authorization', 'token', 'cluster'] as const;

const credentialFields: ReadonlySet<Field> = new Set(['clientId', 'clientSecret', 'refreshToken']);

const formOrder: readonly Field[] = [...ownFields, ...addressFields];

/** A field's label. */
export function fieldLabel(field: Field): string {
  return text(`field.${field}.label`);
}

/** A credential's name within a sentence. */
export function inSentence(field: CredentialField): string {
  return text(`field.${field}.inSentence`);
}

/** The first faulty field in the order of the form; undefined when none is. */
export function firstField(faults: { readonly [F in Field]?: unknown }): Field | undefined {
  return formOrder.find((field) => faults[field] !== undefined);
}

/** What is wrong with a field, in one or two sentences. */
export function fieldText(field: Field, fault: FieldFault): string {
  if (fault === 'missing') return text(`field.${field}.missing`);
  if (isDoubt(fault)) return `${text(`doubt.${fault}`)} ${text('doubt.useAnyway')}`;
  // In an address, foreign letters may make a host look like another one.
  if (fault === 'has-odd-characters' && !credentialFields.has(field)) return text(`fault.${fault}.address`);
  // Where to find the right value for a field that holds the client ID.
  const isSecret = field === 'clientSecret' || field === 'refreshToken';
  return fault === 'is-the-client-id' && isSecret ? text(`fault.${fault}.${field}`) : text(`fault.${fault}`);
}
