import * as z from 'zod/mini';
import type { Grant } from '../../connections/model/connection.ts';
import type { KeychainFailure, KeychainPlace } from '../../connections/model/ports.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';

const text = z.string().check(z.minLength(1));
const item = z.object({ v: z.literal(1), refreshToken: text, clientSecret: text });

/**
 * What a grant is kept under, `id host …`: the hosts of authorization, token and cluster belong to the item's name, so
 * that a list on disk that was edited finds nothing and a new sign-in is needed, instead of sending the secrets elsewhere.
 * The practice organisation, whose port is another in each run, is `id practice`. No slash is in it (docs/electron.md "Item names and sizes"):
 * an id is hexadecimal, and `URL.host` has none.
 */
export function itemName({ id, practice, endpoints: { authorization, token, cluster } }: KeychainPlace): string {
  if (practice) return `${id} practice`;
  const hosts = [authorization, token, cluster].map((address) => new URL(address).host);
  return [id, ...hosts].join(' ');
}

/** A grant as single-line JSON in ASCII (a newline has broken whole keyrings); what is not, JSON can say by its number. */
export function serializeGrant({ refreshToken, clientSecret }: Grant): string {
  const grant = { v: 1, refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() };
  return JSON.stringify(grant).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The grant in an item. Failure: edited by hand, cut off, or another version's; what was wrong is not told, for the text is a secret. */
export function readGrant(text: string): Result<Grant, KeychainFailure> {
  try {
    const { refreshToken, clientSecret } = item.parse(JSON.parse(text));
    return ok({ refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) });
  } catch {
    return fail({ code: 'secret-unreadable' });
  }
}
