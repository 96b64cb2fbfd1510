import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { KeychainFailure } from '../../../preload/failure.ts';
import { boundAddresses } from '../../connections/model/boundAddresses.ts';
import type { Grant } from '../../connections/model/connection.ts';
import type { KeychainPlace } from '../../connections/model/ports.ts';
import { fylePresets } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import { parseJson } from '../files/json.ts';

const text = z.string().check(z.minLength(1));
const item = z.object({
  v: z.literal(1),
  refreshToken: text,
  clientSecret: text,
  /** {@link boundTo}; an earlier version wrote none, and passes over it. */
  boundTo: z.exactOptional(z.string()),
});

/**
 * A grant as single-line JSON (a newline has broken whole keyrings) with everything but ASCII escaped. It is bound to the
 * whole addresses of its place: when somebody edits them on disk, it goes nowhere else (docs/decisions/0014-grants-bound-to-addresses.md).
 */
export function serializeGrant({ refreshToken, clientSecret }: Grant, place: KeychainPlace): string {
  const secrets = { refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() };
  return JSON.stringify({ v: 1, ...secrets, boundTo: boundTo(place) }).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Reads the grant in an item; undefined when it was issued for other addresses than its place has now. Failure: the item
 * was edited, cut off, or is another version's; without details, for it is a secret.
 */
export function readGrant(text: string, place: KeychainPlace): Result<Grant | undefined, KeychainFailure> {
  const read = item.safeParse(parseJson(text));
  if (!read.success) return fail({ code: 'secret-unreadable' });
  const { refreshToken, clientSecret, boundTo: bound } = read.data;
  // An earlier version's grant is not bound. Only addresses that are in the code cannot have been edited.
  const isForPlace = bound === undefined ? place.practice || isPreset(place) : bound === boundTo(place);
  if (!isForPlace) return ok(undefined);
  return ok({ refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) });
}

/** The SHA-256 of the place's addresses, scheme, host, port, path and query of each, so that it takes little room. */
function boundTo(place: KeychainPlace): string {
  return createHash('sha256')
    .update(JSON.stringify(boundAddresses(place)))
    .digest('hex');
}

function isPreset({ endpoints }: KeychainPlace): boolean {
  const addressesOf = (each: KeychainPlace['endpoints']) =>
    boundAddresses({ practice: false, endpoints: each }).join(' ');
  const own = addressesOf(endpoints);
  return fylePresets.some((preset) => addressesOf(preset.endpoints) === own);
}
