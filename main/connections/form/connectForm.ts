import * as z from 'zod/mini';
import type { Endpoints } from '../../../preload/contract.ts';
import type { Field, FieldFault, FieldsFailure } from '../../../preload/failure.ts';
import { environmentOf } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { typedEndpointFault, typedRedirectUriFault } from '../../oauth/typedAddress.ts';
import { fail, ok, type Result } from '../../result.ts';
import { clientIdFault, clientSecretFault, refreshTokenFault } from './credentialFormat.ts';
import { cleanPaste } from './pasteCleanup.ts';

/** A form that was filled in and judged: fit to be tried. */
export type ConnectForm = {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly endpoints: Endpoints;
} & (
  | { readonly kind: 'internal'; readonly refreshToken: Secret }
  | { readonly kind: 'oauth'; readonly redirectUri: string }
);

/** Why a form cannot be used: fields that are wrong, or no form at all. */
export type ReadFailure = FieldsFailure | { readonly code: 'bad-request' };

/** A name is a label in a list, not a text. */
const LONGEST_NAME = 80;
/** Blanks, controls, marks without a letter, and what a font draws as nothing, the empty Braille cell among it. */
const INVISIBLE = /[\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** As typed, before trimming: over this it is no paste of a credential. */
const typed = z.string().check(z.maxLength(70_000));
const endpoints = z.strictObject({ authorization: typed, token: typed, cluster: typed });
const settingsShape = z.strictObject({ endpoints, redirectUri: z.optional(typed) });
const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('internal'), ...common(), refreshToken: typed }),
  z.strictObject({ kind: z.literal('oauth'), ...common(), redirectUri: typed }),
]);
const replacementShape = z.strictObject({ clientSecret: z.optional(typed), refreshToken: z.optional(typed) });

function common() {
  return { name: typed, clientId: typed, clientSecret: typed, endpoints };
}

/**
 * Reads a filled-in form: takes off what a paste brings along, and points at every field that is obviously wrong.
 * Failure `fields` names them all at once; `bad-request` means that it was no form.
 */
export function readConnectForm(foreign: unknown): Result<ConnectForm, ReadFailure> {
  const read = shape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const draft = read.data;
  const name = draft.name.replace(/\s+/g, ' ').trim();
  const clientId = cleanPaste(draft.clientId, 'clientId');
  const clientSecret = cleanPaste(draft.clientSecret, 'clientSecret');
  const endpoints = pastedEndpoints(draft.endpoints);
  const own =
    draft.kind === 'internal'
      ? { refreshToken: cleanPaste(draft.refreshToken, 'refreshToken') }
      : { redirectUri: cleanPaste(draft.redirectUri, 'address') };
  const faults = foundOf({
    name: nameFault(name),
    clientId: clientIdFault(clientId, isFyles(endpoints)),
    clientSecret: clientSecretFault(clientSecret, clientId),
    refreshToken:
      own.refreshToken === undefined ? undefined : refreshTokenFault(own.refreshToken, clientId, clientSecret),
    redirectUri: own.redirectUri === undefined ? undefined : typedRedirectUriFault(own.redirectUri),
    ...endpointFaults(endpoints),
  });
  if (faults !== undefined) return fail({ code: 'fields', fields: faults });
  const fields = { name, clientId, clientSecret: new Secret(clientSecret), endpoints };
  return ok(
    own.refreshToken === undefined
      ? { ...fields, kind: 'oauth', redirectUri: own.redirectUri }
      : { ...fields, kind: 'internal', refreshToken: new Secret(own.refreshToken) },
  );
}

/** Reads the addresses of a form, for a look at them; of the redirect URI only whether it can be one. The faults of {@link readConnectForm}. */
export function readSettings(foreign: unknown): Result<Endpoints, ReadFailure> {
  const read = settingsShape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const endpoints = pastedEndpoints(read.data.endpoints);
  const redirectUri = read.data.redirectUri;
  const faults = foundOf({
    ...endpointFaults(endpoints),
    redirectUri: redirectUri === undefined ? undefined : typedRedirectUriFault(cleanPaste(redirectUri, 'address')),
  });
  return faults === undefined ? ok(endpoints) : fail({ code: 'fields', fields: faults });
}

/** What was typed anew for a stored connection; an empty field counts as absent. */
export interface Replacement {
  readonly clientSecret?: Secret;
  readonly refreshToken?: Secret;
}

/** Reads what was typed to sign in again; the same faults as {@link readConnectForm}. */
export function readReplacement(foreign: unknown): Result<Replacement, ReadFailure> {
  const read = replacementShape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const clientSecret = cleanPaste(read.data.clientSecret ?? '', 'clientSecret');
  const refreshToken = cleanPaste(read.data.refreshToken ?? '', 'refreshToken');
  const secretFault = clientSecret === '' ? undefined : clientSecretFault(clientSecret, '');
  const tokenFault = refreshToken === '' ? undefined : refreshTokenFault(refreshToken, '', clientSecret);
  if (secretFault !== undefined || tokenFault !== undefined) {
    return fail({
      code: 'fields',
      fields: {
        ...(secretFault === undefined ? {} : { clientSecret: secretFault }),
        ...(tokenFault === undefined ? {} : { refreshToken: tokenFault }),
      },
    });
  }
  return ok({
    ...(clientSecret === '' ? {} : { clientSecret: new Secret(clientSecret) }),
    ...(refreshToken === '' ? {} : { refreshToken: new Secret(refreshToken) }),
  });
}

function pastedEndpoints({ authorization, token, cluster }: Endpoints): Endpoints {
  return {
    authorization: cleanPaste(authorization, 'address'),
    token: cleanPaste(token, 'address'),
    cluster: cleanPaste(cluster, 'address'),
  };
}

function endpointFaults({ authorization, token, cluster }: Endpoints) {
  return {
    authorization: typedEndpointFault(authorization),
    token: typedEndpointFault(token),
    cluster: typedEndpointFault(cluster),
  };
}

/** Whether all three addresses are Fyle's own. */
function isFyles(endpoints: Endpoints): boolean {
  return (
    Object.values(endpointFaults(endpoints)).every((fault) => fault === undefined) &&
    environmentOf(endpoints) !== 'custom'
  );
}

/** The faults that there are, or undefined when there are none. */
function foundOf(faults: { readonly [F in Field]?: FieldFault | undefined }): FieldsFailure['fields'] | undefined {
  const found = Object.entries(faults).filter(([, fault]) => fault !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function nameFault(name: string): FieldFault | undefined {
  if (name.replace(INVISIBLE, '') === '') return 'missing';
  return name.length > LONGEST_NAME ? 'too-long' : undefined;
}
