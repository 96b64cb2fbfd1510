import * as z from 'zod/mini';
import type { KeychainFailure } from '../../../preload/failure.ts';
import type { Grant } from '../../connections/model/connection.ts';
import type { KeychainPlace } from '../../connections/model/ports.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import { parseJson } from '../files/json.ts';

const text = z.string().check(z.minLength(1));
const item = z.object({ v: z.literal(1), refreshToken: text, clientSecret: text });

/**
 * The name of a grant's item: `id host host host`, or `id practice`, whose port changes. When somebody edits the
 * endpoints on disk, no item is found and a new sign-in is needed: no secret goes to another host. The name contains no
 * slash (docs/electron.md "Item names and sizes").
 */
export function itemName({ id, practice, endpoints: { authorization, token, cluster } }: KeychainPlace): string {
  if (practice) return `${id} practice`;
  const hosts = [authorization, token, cluster].map((address) => new URL(address).host);
  return [id, ...hosts].join(' ');
}

/** A grant as single-line JSON (a newline has broken whole keyrings) with everything but ASCII escaped. */
export function serializeGrant({ refreshToken, clientSecret }: Grant): string {
  const grant = { v: 1, refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() };
  return JSON.stringify(grant).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads the grant in an item. Failure: the item was edited, cut off, or is another version's; without details, for it is a secret. */
export function readGrant(text: string): Result<Grant, KeychainFailure> {
  const read = item.safeParse(parseJson(text));
  if (!read.success) return fail({ code: 'secret-unreadable' });
  const { refreshToken, clientSecret } = read.data;
  return ok({ refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) });
}
