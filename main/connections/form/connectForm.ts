import * as z from 'zod/mini';
import type { FieldsFailure } from '../../../preload/failure.ts';
import type { Field, FieldFault } from '../../../preload/fieldFault.ts';
import type { Endpoints } from '../../../preload/form.ts';
import { isDoubt } from '../../../preload/shared/doubts.ts';
import { charactersOf } from '../../../preload/shared/names.ts';
import { plainText } from '../../oauth/displayText.ts';
import { environmentOf } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { typedEndpointFault, typedRedirectUriFault } from '../../oauth/typedAddress.ts';
import { fail, ok, type Result } from '../../result.ts';
import { cleanAddress } from './addressCleanup.ts';
import { clientIdFault, clientSecretFault, refreshTokenFault } from './credentialFormat.ts';
import { cleanPaste } from './pasteCleanup.ts';

/** The form of a new connection, all of whose fields are well-formed. */
export type ConnectForm = {
  /** Empty for the organisation's. */
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly endpoints: Endpoints;
  /** Also where the list has this account already. */
  readonly again?: true;
} & (
  | { readonly kind: 'internal'; readonly refreshToken: Secret }
  | { readonly kind: 'oauth'; readonly redirectUri: string; readonly supportsPkce?: true }
);

/** Why a form was not read: `fields` names every wrong field; with `bad-request` the page sent no form at all. */
export type ReadFailure = FieldsFailure | { readonly code: 'bad-request' };

const LONGEST_NAME = 80;
/** A character has two code units at most in most scripts, and eleven in an emoji of a family. */
const MOST_CODE_UNITS = 400;
/** What shows nothing: blanks, control characters, marks without a letter, the empty Braille cell. */
const INVISIBLE = /[\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/gu;
/** A field as typed; no pasted credential is longer. */
export const typed = z.string().check(z.maxLength(70_000));
export const endpoints = z.strictObject({ authorization: typed, token: typed, cluster: typed });
const settingsShape = z.strictObject({ endpoints, redirectUri: z.optional(typed) });
/** The fields whose value a person has confirmed. */
export const confirmed = z.optional(
  z.array(z.enum(['clientId', 'clientSecret', 'refreshToken'])).check(z.maxLength(3)),
);
const common = {
  name: typed,
  clientId: typed,
  clientSecret: typed,
  endpoints,
  confirmed,
  again: z.exactOptional(z.literal(true)),
};
const shape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('internal'), ...common, refreshToken: typed }),
  z.strictObject({
    kind: z.literal('oauth'),
    ...common,
    redirectUri: typed,
    supportsPkce: z.exactOptional(z.boolean()),
  }),
]);
const replacementShape = z.strictObject({
  clientSecret: z.optional(typed),
  refreshToken: z.optional(typed),
  confirmed,
});

/** Reads the form of a new connection, each field after {@link cleanPaste}. Fails with {@link ReadFailure}. */
export function readConnectForm(foreign: unknown): Result<ConnectForm, ReadFailure> {
  const read = shape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const draft = read.data;
  const typedName = plainText(draft.name);
  const name = typedName.replace(INVISIBLE, '') === '' ? '' : typedName;
  const clientId = cleanPaste(draft.clientId, 'clientId');
  const clientSecret = cleanPaste(draft.clientSecret, 'clientSecret');
  const endpoints = cleanEndpoints(draft.endpoints);
  const byKind =
    draft.kind === 'internal'
      ? { refreshToken: cleanPaste(draft.refreshToken, 'refreshToken') }
      : { redirectUri: cleanAddress(draft.redirectUri) };
  const faults = {
    name: name === '' ? undefined : nameFault(name),
    clientId: clientIdFault(clientId, isFyle(endpoints)),
    clientSecret: clientSecretFault(clientSecret, clientId),
    refreshToken:
      byKind.refreshToken === undefined ? undefined : refreshTokenFault(byKind.refreshToken, clientId, clientSecret),
    redirectUri: byKind.redirectUri === undefined ? undefined : typedRedirectUriFault(byKind.redirectUri),
    ...eachEndpoint(endpoints, typedEndpointFault),
  };
  const failure = fieldsFailure(faults, draft.confirmed);
  if (failure !== undefined) return fail(failure);
  const fields = {
    name,
    clientId,
    clientSecret: new Secret(clientSecret),
    endpoints,
    ...(draft.again && { again: draft.again }),
  };
  const pkce = draft.kind === 'oauth' && draft.supportsPkce && ({ supportsPkce: true } as const);
  return ok(
    byKind.refreshToken === undefined
      ? { ...fields, kind: 'oauth', redirectUri: byKind.redirectUri, ...pkce }
      : { ...fields, kind: 'internal', refreshToken: new Secret(byKind.refreshToken) },
  );
}

/** Reads the part of the form that a preflight checks; gives its endpoints. Fails with {@link ReadFailure}. */
export function readSettings(foreign: unknown): Result<Endpoints, ReadFailure> {
  const read = settingsShape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const { redirectUri } = read.data;
  const endpoints = cleanEndpoints(read.data.endpoints);
  const failure = fieldsFailure({
    ...eachEndpoint(endpoints, typedEndpointFault),
    redirectUri: redirectUri === undefined ? undefined : typedRedirectUriFault(cleanAddress(redirectUri)),
  });
  return failure === undefined ? ok(endpoints) : fail(failure);
}

/** What a person typed again to sign in with a stored connection; an empty field is absent. */
export interface Replacement {
  readonly clientSecret?: Secret;
  readonly refreshToken?: Secret;
}

/** Reads what a person typed to sign in again. Fails with {@link ReadFailure}. */
export function readReplacement(foreign: unknown): Result<Replacement, ReadFailure> {
  const read = replacementShape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const clientSecret = cleanPaste(read.data.clientSecret ?? '', 'clientSecret');
  const refreshToken = cleanPaste(read.data.refreshToken ?? '', 'refreshToken');
  const faults = {
    clientSecret: clientSecret === '' ? undefined : clientSecretFault(clientSecret, ''),
    refreshToken: refreshToken === '' ? undefined : refreshTokenFault(refreshToken, '', clientSecret),
  };
  const failure = fieldsFailure(faults, read.data.confirmed);
  if (failure !== undefined) return fail(failure);
  return ok({
    ...(clientSecret !== '' && { clientSecret: new Secret(clientSecret) }),
    ...(refreshToken !== '' && { refreshToken: new Secret(refreshToken) }),
  });
}

export function cleanEndpoints(endpoints: Endpoints): Endpoints {
  return eachEndpoint(endpoints, (address) => cleanAddress(address));
}

export function eachEndpoint<T>({ authorization, token, cluster }: Endpoints, act: (address: string) => T) {
  return { authorization: act(authorization), token: act(token), cluster: act(cluster) };
}

/** Whether all three addresses are well-formed and Fyle's own. */
export function isFyle(endpoints: Endpoints): boolean {
  const faults = Object.values(eachEndpoint(endpoints, typedEndpointFault));
  return faults.every((fault) => fault === undefined) && environmentOf(endpoints) !== 'custom';
}

/** The faults as a failure, without the doubts about fields that a person confirmed; undefined when none is left. */
export function fieldsFailure(
  faults: { readonly [F in Field]?: FieldFault | undefined },
  confirmed: readonly string[] = [],
): FieldsFailure | undefined {
  const isOpen = (field: string, fault: FieldFault) => !(confirmed.includes(field) && isDoubt(fault));
  const found = Object.entries(faults).filter(([field, fault]) => fault !== undefined && isOpen(field, fault));
  return found.length === 0 ? undefined : { code: 'fields', fields: Object.fromEntries(found) };
}

/** What is wrong with a connection's name, if anything. */
export function nameFault(name: string): FieldFault | undefined {
  if (name.replace(INVISIBLE, '') === '') return 'missing';
  const isLong = name.length > MOST_CODE_UNITS || charactersOf(name).length > LONGEST_NAME;
  return isLong ? 'too-long' : undefined;
}
