import type { Failure } from './failure.ts';
import type { Field } from './fieldFault.ts';

/** What a person fills in to connect, and what can be checked of it beforehand. Types only: a part of the contract. */

/** A provider's endpoints, as a person sees and edits them. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly cluster: string;
}

export interface Preset {
  readonly id: 'fyle' | 'fyle-2026';
  readonly name: string;
  readonly endpoints: Endpoints;
}

/** The form as typed; main trims it and checks every field. */
export type ConnectDraft = {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endpoints: Endpoints;
  /** Fields whose value is taken in spite of a doubt. */
  readonly confirmed?: readonly Field[];
  /** The person wants it although it is in the list already. */
  readonly again?: true;
} & (
  | { readonly kind: 'internal'; readonly refreshToken: string }
  | { readonly kind: 'oauth'; readonly redirectUri: string; readonly supportsPkce?: boolean }
);

/** The part of the form that can be checked without a secret; the redirect URI only for an OAuth 2.0 app. */
export interface Settings {
  readonly endpoints: Endpoints;
  readonly redirectUri?: string;
}

/** `page` is the sign-in page, `token` and `cluster` are the provider's other endpoints, `keychain` is this computer's. */
export type CheckedPart = 'page' | 'token' | 'cluster' | 'keychain';

/** Each part, with the failure that a sign-in would meet. `other`: the preset that answers when the chosen addresses do not. */
export interface SettingsCheck {
  readonly parts: readonly { readonly part: CheckedPart; readonly failure?: Failure }[];
  readonly other?: Preset['id'];
}

/** The index of one of the eight colours of organisations. */
export type Colour = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What a person changes of a connection; what is absent stays as it is. */
export interface ConnectionChanges extends GrantReplacement {
  readonly name?: string;
  readonly colour?: Colour;
  readonly favourite?: boolean;
  readonly clientId?: string;
  readonly endpoints?: Endpoints;
  /** This one and the next of an OAuth 2.0 app alone. */
  readonly redirectUri?: string;
  readonly supportsPkce?: boolean;
}

/** What a person typed again; an empty field stays as stored. An internal app needs its refresh token. */
export interface GrantReplacement {
  readonly clientSecret?: string;
  readonly refreshToken?: string;
  /** Fields whose value is taken in spite of a doubt. */
  readonly confirmed?: readonly Field[];
}
