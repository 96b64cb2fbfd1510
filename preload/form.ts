import type { Failure } from './failure.ts';
import type { Field } from './fieldFault.ts';

/** What a person fills in to connect, and what can be checked of it beforehand. Types only: a part of the contract. */

/** What the forms ask of main before anything is connected or changed. */
export interface FormRequests {
  /** The sets of endpoints to choose from, the default first. */
  presets(): readonly Preset[];
  /** Asks each preset's addresses whether Fyle answers there, without a secret; gives the first that does, else null. */
  findPreset(): Preset['id'] | null;
  /** Checks, before a first sign-in, whether one with these settings can succeed. Sends no secret and stores nothing. */
  checkSettings(settings: Settings): SettingsCheck;
  /** Opens Fyle's page of apps in the person's own browser; gives whether there is one, as far as the system tells. */
  openCustomApps(): boolean;
  /** Reads from the clipboard what can be this field's value, or all values that a copied text holds; nothing else of it. */
  pasteCredentials(field?: CredentialField): PastedCredentials;
  /** Copies a redirect URI from the form, if it is a well-formed one. It takes a token's place. */
  copyRedirectUri(redirectUri: string): null;
}

/** A provider's endpoints, as a person sees and edits them. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly cluster: string;
}

export interface Preset {
  readonly id: 'fyle' | 'fyle-2026';
  readonly endpoints: Endpoints;
}

/** The form as typed; main trims it and checks every field. */
export type ConnectDraft = {
  /** Empty for the organisation's. */
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

/** A field that takes a credential. */
export type CredentialField = 'clientId' | 'clientSecret' | 'refreshToken';

/** What a copied text holds for the form. `unclear`: values of which neither name nor form says what they are; a person does. */
export type PastedCredentials = { readonly [F in CredentialField]?: string } & { readonly unclear?: readonly string[] };

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
