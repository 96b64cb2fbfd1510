import type { Field, FieldFault } from '../../preload/failure.ts';

/** The fields that no preset fills. */
export const ownFields = ['name', 'clientId', 'clientSecret', 'refreshToken', 'redirectUri'] as const;

/** The fields that fold away under “Addresses”. */
export const addressFields = ['authorization', 'token', 'cluster'] as const;

/** The switch beside the addresses, and what it is for. */
export const PKCE_LABEL = 'This server supports PKCE';
export const PKCE_HELP = 'An extra proof for each sign-in. Leave it off for Fyle, which refuses it.';

const formOrder: readonly Field[] = [...ownFields, ...addressFields];

/** A field's label, and what it says while it is empty. */
const texts: Readonly<Record<Field, { readonly label: string; readonly missing: string }>> = {
  name: { label: 'Name', missing: 'Enter a name, for example your organisation’s.' },
  clientId: { label: 'Client ID', missing: 'Paste the client ID from Fyle.' },
  clientSecret: { label: 'Client secret', missing: 'Paste the client secret from Fyle.' },
  refreshToken: { label: 'Refresh token', missing: 'Paste the refresh token from Fyle.' },
  redirectUri: { label: 'Redirect URI', missing: 'Enter the redirect URI that is registered in Fyle.' },
  authorization: { label: 'Sign-in page', missing: 'Enter an address.' },
  token: { label: 'Token address', missing: 'Enter an address.' },
  cluster: { label: 'Cluster address', missing: 'Enter an address.' },
};

/** A field's label. */
export function fieldLabel(field: Field): string {
  return texts[field].label;
}

/** The first faulty field in the order of the form; undefined when none is. */
export function firstField(faults: { readonly [F in Field]?: unknown }): Field | undefined {
  return formOrder.find((field) => faults[field] !== undefined);
}

const faultTexts: Readonly<Record<Exclude<FieldFault, 'missing'>, string>> = {
  'is-the-client-id': 'This is the client ID again.',
  'too-long': 'This is too long. Was more than one value pasted?',
  'has-gap': 'There is a space inside. Copy the whole value again.',
  'has-odd-characters': 'Some of these characters do not belong here. Copy the value again.',
  'has-a-label': 'This includes the name of another value. Paste this value alone.',
  'is-masked': 'These are only the dots that hide the value. Show it in Fyle, then copy it.',
  'is-an-email': 'This is an e-mail address. Fyle shows this value when the app is created.',
  'is-a-web-address': 'This is a web address. Fyle shows this value when the app is created.',
  'is-the-client-secret': 'This is the client secret again.',
  'looks-like-a-client-id': 'This looks like a client ID. Client IDs begin with “tpa”.',
  'looks-like-a-token': 'This looks like a token. It belongs in another field.',
  'not-an-address': 'This is not a full address. Addresses begin with https:// and contain no spaces.',
  'lacks-scheme': 'The beginning is missing. Put https:// before it, or http:// for an address on this computer.',
  'needs-https': 'The address must begin with https://',
  'has-fragment': 'Remove the # and everything after it.',
  'has-password': 'This address contains a user name or password. Remove it.',
  'has-answer-parameters': 'Remove everything after the question mark; Fyle adds its answer there.',
  'scheme-not-allowed': 'Addresses of this kind cannot be used. Use one that begins with https:// or http://localhost.',
};

/** Where to find the right value for a field that holds the client ID; empty for a field that is no secret. */
const whereElse: { readonly [F in Field]?: string } = {
  clientSecret: ' The secret is shown only once, when the app is created.',
  refreshToken: ' Fyle shows the refresh token together with it.',
};

/** What is wrong with a field, in one or two sentences. */
export function fieldText(field: Field, fault: FieldFault): string {
  if (fault === 'missing') return texts[field].missing;
  return `${faultTexts[fault]}${(fault === 'is-the-client-id' && whereElse[field]) || ''}`;
}
