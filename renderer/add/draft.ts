import type { ConnectionKind, ConnectionState } from '../../preload/connection.ts';
import type { Field } from '../../preload/fieldFault.ts';
import type { ConnectDraft, CredentialField, Preset, Settings } from '../../preload/form.ts';
import { addressFields, ownFields } from '../words/form/fieldText.ts';

/** The redirect URI to suggest. Nothing listens there: the app catches the redirect before it leaves. */
const defaultRedirectUri = 'http://localhost:8000/callback';

/** The form's values as typed, for both kinds of app, so that changing the kind loses nothing. */
export interface DraftValues {
  readonly kind: ConnectionKind;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly redirectUri: string;
  readonly authorization: string;
  readonly token: string;
  readonly cluster: string;
  /** The server takes a code challenge and a code verifier (RFC 7636), which Fyle refuses. */
  readonly supportsPkce: boolean;
}

/** An untouched form. */
export const emptyDraft: DraftValues = {
  kind: 'internal',
  name: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  redirectUri: defaultRedirectUri,
  authorization: '',
  token: '',
  cluster: '',
  supportsPkce: false,
};

/** The credentials that Fyle's dialog shows for an app of this kind, in its order. */
export function credentialFields(kind: ConnectionKind): readonly CredentialField[] {
  return kind === 'internal' ? ['clientId', 'clientSecret', 'refreshToken'] : ['clientId', 'clientSecret'];
}

/** The form filled with a connection's own values, and nothing in place of a secret. */
export function storedDraft(connection: ConnectionState): DraftValues {
  const { kind, name, clientId, redirectUri = defaultRedirectUri, endpoints, supportsPkce = false } = connection;
  const values = { kind, name, clientId, redirectUri, supportsPkce, clientSecret: '', refreshToken: '' };
  return { ...values, ...endpoints };
}

/** Whether the form holds input that would be lost with it: neither empty, nor a default, nor a preset's. */
export function isTyped(values: DraftValues, presets: readonly Preset[]): boolean {
  const own = (field: Field): boolean => values[field] !== '' && values[field] !== emptyDraft[field];
  return ownFields.some(own) || (addressFields.some(own) && presetOf(presets, values) === undefined);
}

/** The values that main needs to connect, without the other kind's field. */
export function readDraft(values: DraftValues): ConnectDraft {
  const { name, clientId, clientSecret, authorization, token, cluster } = values;
  const shared = { name, clientId, clientSecret, endpoints: { authorization, token, cluster } };
  return values.kind === 'internal'
    ? { ...shared, kind: 'internal', refreshToken: values.refreshToken }
    : { ...shared, kind: 'oauth', redirectUri: values.redirectUri, ...(values.supportsPkce && { supportsPkce: true }) };
}

/** The values that main can check without a secret. */
export function readSettings({ kind, redirectUri, authorization, token, cluster }: DraftValues): Settings {
  return { endpoints: { authorization, token, cluster }, ...(kind === 'oauth' && { redirectUri }) };
}

/** The preset whose addresses these are; undefined when they were edited, or PKCE was switched on, which no preset has. */
export function presetOf(presets: readonly Preset[], values: DraftValues): Preset['id'] | undefined {
  const has = ({ endpoints }: Preset) => addressFields.every((field) => endpoints[field] === values[field]);
  return values.supportsPkce ? undefined : presets.find(has)?.id;
}
