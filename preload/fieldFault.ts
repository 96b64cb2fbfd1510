import type { DOUBTS } from './shared/doubts.ts';

/** Why what was typed into a field is not taken: a part of the contract. Types only. */

export type Field =
  | 'name'
  | 'clientId'
  | 'clientSecret'
  | 'refreshToken'
  | 'redirectUri'
  | 'authorization'
  | 'token'
  | 'cluster';

/** Why a text is no client ID, client secret or refresh token of the app that it is entered for. */
export type CredentialFault =
  | 'missing'
  | 'too-long'
  | 'has-gap'
  | 'has-odd-characters'
  | 'has-curly-quotes'
  | 'has-a-long-dash'
  | 'has-a-label'
  | 'is-masked'
  | 'is-an-email'
  | 'is-a-web-address'
  | 'is-the-client-id'
  | 'is-the-client-secret'
  | 'looks-like-a-client-id'
  | 'looks-like-a-token'
  | 'has-the-word-bearer'
  | 'is-a-sign-in-answer';

/** Why a credential is most likely pasted wrongly. */
export type CredentialDoubt = (typeof DOUBTS)[number];

/** Why an address is not accepted as an endpoint. */
export type AddressFault =
  | 'missing'
  | 'too-long'
  | 'not-an-address'
  | 'needs-https'
  | 'has-password'
  | 'scheme-not-allowed';

/** Why an address cannot have been typed as one. */
export type TypedAddressFault =
  | 'has-gap'
  | 'has-odd-characters'
  | 'lacks-scheme'
  | 'not-an-address'
  | 'has-two-addresses'
  | 'is-a-wrapped-link'
  | 'has-answer-parameters';

export type FieldFault = CredentialFault | CredentialDoubt | AddressFault | TypedAddressFault | 'has-fragment';
