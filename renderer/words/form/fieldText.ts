import type { CredentialDoubt, Field, FieldFault } from '../../../preload/fieldFault.ts';

/** The fields that no preset fills. */
export const ownFields = ['name', 'clientId', 'clientSecret', 'refreshToken', 'redirectUri'] as const;

/** The fields that fold away under “Addresses”. */
export const addressFields = ['authorization', 'token', 'cluster'] as const;

/** The switch beside the addresses, and what it is for. */
export const PKCE_LABEL = 'This server supports PKCE';
export const PKCE_HELP = 'An extra proof for each sign-in. Leave it off for Fyle, which refuses it.';

const credentialFields: ReadonlySet<Field> = new Set(['clientId', 'clientSecret', 'refreshToken']);

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
  cluster: { label: 'Data address', missing: 'Enter an address.' },
};

/** A field's label. */
export function fieldLabel(field: Field): string {
  return texts[field].label;
}

/** A field's name within a sentence. */
export function inSentence(field: Field): string {
  return fieldLabel(field)
    .toLowerCase()
    .replace(/\bid$/, 'ID')
    .replace(/\buri$/, 'URI');
}

/** The first faulty field in the order of the form; undefined when none is. */
export function firstField(faults: { readonly [F in Field]?: unknown }): Field | undefined {
  return formOrder.find((field) => faults[field] !== undefined);
}

const doubtTexts: Readonly<Record<CredentialDoubt, string>> = {
  'is-cut-short': 'A part of it is missing. Copy it from its beginning to its end.',
  'is-an-access-token': 'This access token ends after an hour. Paste the refresh token.',
  'is-no-client-id-of-fyle': 'Fyle’s client IDs begin with “tpa”. Is this another value?',
  'is-repeated': 'This is the same value more than once. Leave one of them.',
  'has-its-name': 'Leave out the name before the value.',
  'has-bearer-before-it': 'Leave out the word “Bearer” at the beginning.',
  'has-encoded-signs': 'Codes such as %3D or &amp; stand for a sign. Type that sign.',
  'has-signs-around-it': 'Is the sign at its beginning or end a part of it? If not, remove it.',
};

/** Whether a value with this fault is taken when the person sends it once more. */
export function isDoubt(fault: FieldFault): fault is CredentialDoubt {
  return Object.hasOwn(doubtTexts, fault);
}

const faultTexts: Readonly<Record<Exclude<FieldFault, 'missing' | CredentialDoubt>, string>> = {
  'is-the-client-id': 'This is the client ID again.',
  'too-long': 'This is too long. Was more than one value pasted?',
  'has-gap': 'There is a space inside. Remove it, and what does not belong to the value.',
  'has-odd-characters': 'Only plain letters, digits and signs belong here. Remove the others.',
  'has-curly-quotes': 'There are curly quotes in it. Remove them, or type straight ones.',
  'has-a-long-dash': 'There is a long dash in it. Type a hyphen in its place.',
  'has-a-label': 'This includes the name of a value. Leave the name out, and any other value with it.',
  'has-the-word-bearer': 'Leave out the word “Bearer”.',
  'is-a-sign-in-answer': 'This is what a sign-in page answered. It works only once and belongs in no field.',
  'is-masked': 'These are only the dots that hide the value. Show it in Fyle, then copy it.',
  'is-an-email': 'This is an e-mail address. Fyle shows this value when the app is created.',
  'is-a-web-address': 'This is a web address. Fyle shows this value when the app is created.',
  'is-the-client-secret': 'This is the client secret again.',
  'looks-like-a-client-id': 'This looks like a client ID. Client IDs begin with “tpa”.',
  'looks-like-a-token': 'This looks like a token. It belongs in another field.',
  'not-an-address': 'This is not a full address. Addresses begin with https:// and contain no spaces.',
  'has-two-addresses': 'There is a second address in it. Leave only one.',
  'is-a-wrapped-link': 'A mail or chat program has replaced this link. Copy the address from Fyle itself.',
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

/** In an address, foreign letters may make a host look like another one. */
const oddInAddress = 'Some characters do not belong in an address, or only look like plain letters. Type it again.';

/** What is wrong with a field, in one or two sentences. */
export function fieldText(field: Field, fault: FieldFault): string {
  if (fault === 'missing') return texts[field].missing;
  if (isDoubt(fault)) return `${doubtTexts[fault]} To use it anyway, press the button again.`;
  if (fault === 'has-odd-characters' && !credentialFields.has(field)) return oddInAddress;
  return `${faultTexts[fault]}${(fault === 'is-the-client-id' && whereElse[field]) || ''}`;
}

export const LOCKS_WHEN_IDLE = 'Lock it again when nobody has used this computer for 15 minutes';
export const LOCKS_WHEN_IDLE_HELP = 'Also when the screen is locked, and before sleep.';
