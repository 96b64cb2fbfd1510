import * as z from 'zod/mini';
import type { ConnectionState } from '../../../preload/connection.ts';
import type { Colour, Endpoints } from '../../../preload/form.ts';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { plainText } from '../../oauth/displayText.ts';
import { Secret } from '../../oauth/secret.ts';
import { typedEndpointFault, typedRedirectUriFault } from '../../oauth/typedAddress.ts';
import { fail, ok, type Result } from '../../result.ts';
import { cleanAddress } from './addressCleanup.ts';
import {
  cleanEndpoints,
  confirmed,
  eachEndpoint,
  endpoints,
  fieldsFailure,
  isFyle,
  nameFault,
  type ReadFailure,
  type Replacement,
  typed,
} from './connectForm.ts';
import { clientIdFault, clientSecretFault, refreshTokenFault } from './credentialFormat.ts';
import { cleanPaste } from './pasteCleanup.ts';

/** What a person changes of a connection; what stays as it is, is absent. */
export interface Changes extends Replacement {
  readonly name?: string;
  readonly colour?: Colour;
  readonly favourite?: boolean;
  readonly clientId?: string;
  readonly redirectUri?: string;
  readonly supportsPkce?: boolean;
  readonly endpoints?: Endpoints;
  /** In no form: the app remembers it. */
  readonly copyFormat?: CopyFormat;
}

/** The connection as it is stored. */
export type Stored = Pick<ConnectionState, 'kind' | 'environment' | 'clientId' | 'redirectUri' | 'endpoints'>;

/** The index of one of the colours of organisations. */
export const colour = z.literal([0, 1, 2, 3, 4, 5, 6, 7]);
const own = {
  name: z.exactOptional(typed),
  colour: z.exactOptional(colour),
  favourite: z.exactOptional(z.boolean()),
};
const ofInternalApp = {
  ...own,
  clientId: z.exactOptional(typed),
  clientSecret: z.exactOptional(typed),
  refreshToken: z.exactOptional(typed),
  endpoints: z.exactOptional(endpoints),
  confirmed,
};
/** Practice has a client and addresses of its own. */
const practice = z.strictObject(own);
const internal = z.strictObject(ofInternalApp);
const oauth = z.strictObject({
  ...ofInternalApp,
  redirectUri: z.exactOptional(typed),
  supportsPkce: z.exactOptional(z.boolean()),
});

/**
 * Reads what a person changes of a connection, each field after {@link cleanPaste}. A secret is `missing` where the stored
 * one may not be used: with another client ID, or at another address than the one it was given for. Fails with {@link ReadFailure}.
 */
export function readChanges(foreign: unknown, stored: Stored): Result<Changes, ReadFailure> {
  const shape = stored.environment === 'practice' ? practice : stored.kind === 'internal' ? internal : oauth;
  const read = shape.safeParse(foreign);
  if (!read.success) return fail({ code: 'bad-request' });
  const sent: z.infer<typeof oauth> = read.data;
  const name = sent.name === undefined ? undefined : plainText(sent.name);
  const clientId = sent.clientId === undefined ? stored.clientId : cleanPaste(sent.clientId, 'clientId');
  const endpoints = sent.endpoints === undefined ? stored.endpoints : cleanEndpoints(sent.endpoints);
  const redirectUri = sent.redirectUri === undefined ? stored.redirectUri : cleanAddress(sent.redirectUri);
  const clientSecret = cleanPaste(sent.clientSecret ?? '', 'clientSecret');
  const refreshToken = cleanPaste(sent.refreshToken ?? '', 'refreshToken');
  const isOtherClient = clientId !== stored.clientId;
  const isElsewhere = Object.values(eachEndpoint(endpoints, String)).join(' ') !== addressesOf(stored);
  const needsSecret = isOtherClient || endpoints.token !== stored.endpoints.token;
  const needsToken = stored.kind === 'internal' && (isOtherClient || isElsewhere);
  const failure = fieldsFailure(
    {
      name: name === undefined ? undefined : nameFault(name),
      clientId: isOtherClient || isElsewhere ? clientIdFault(clientId, isFyle(endpoints)) : undefined,
      clientSecret: clientSecret !== '' || needsSecret ? clientSecretFault(clientSecret, clientId) : undefined,
      refreshToken:
        refreshToken !== '' || needsToken ? refreshTokenFault(refreshToken, clientId, clientSecret) : undefined,
      redirectUri: redirectUri === stored.redirectUri ? undefined : typedRedirectUriFault(redirectUri ?? ''),
      ...(isElsewhere && eachEndpoint(endpoints, typedEndpointFault)),
    },
    sent.confirmed,
  );
  if (failure !== undefined) return fail(failure);
  const { colour, favourite, supportsPkce } = sent;
  return ok({
    ...(name !== undefined && { name }),
    ...(colour !== undefined && { colour }),
    ...(favourite !== undefined && { favourite }),
    ...(isOtherClient && { clientId }),
    ...(redirectUri !== undefined && redirectUri !== stored.redirectUri && { redirectUri }),
    ...(supportsPkce !== undefined && { supportsPkce }),
    ...(isElsewhere && { endpoints }),
    ...(clientSecret !== '' && { clientSecret: new Secret(clientSecret) }),
    ...(refreshToken !== '' && { refreshToken: new Secret(refreshToken) }),
  });
}

function addressesOf({ endpoints }: Stored): string {
  return Object.values(eachEndpoint(endpoints, String)).join(' ');
}
