import type { Authorization } from '../../../preload/contract.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import type { Http } from '../../oauth/answer.ts';
import type { Secret } from '../../oauth/secret.ts';
import { refresh } from '../../oauth/token.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import type { AccessToken, Connection, Grant } from '../model/connection.ts';
import { isTransient } from '../model/failureStatus.ts';
import type { Practice } from '../model/ports.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import { movedLifetime } from './grantLifetime.ts';
import { providerOf } from './providerOf.ts';
import { receiveToken } from './receivedToken.ts';
import type { RefreshTokenFamilies } from './refreshTokenFamilies.ts';

interface World {
  readonly grants: WriteBehindKeychain;
  readonly clock: ForwardClock;
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
  readonly practice: Practice;
  /** Whether the connection is still there. */
  readonly isWanted: () => boolean;
}

/** What one renewal brought. Where the keychain did not take the new refresh token the access token is good all the same. */
export interface Refreshed {
  readonly accessToken: AccessToken;
  readonly rotated?: 'kept' | 'not-kept';
  /** The sign-in's long clock, when the new refresh token has moved it. */
  readonly authorization?: Authorization;
}

/**
 * Why a renewal failed. `answer` is absent when the provider was not asked, and `lost` when nobody knows what it answered,
 * or it brought a refresh token that the keychain did not take.
 */
export interface Failed {
  readonly failure: ConnectionFailure;
  readonly answer?: 'known' | 'lost';
}

/**
 * Renews by the stored grant, in the order by which a crash is survived: the grant is read, the ledger marked, the
 * provider asked, a rotated refresh token given to the keychain; only then anyone sees the access token. Ended between
 * the provider's answer and the keychain's, the app has lost the only refresh token that is good: the mark tells so.
 * @see RFC 6749 §6; RFC 9700 §2.2.2 and §4.14 on rotation
 */
export async function refreshGrant(
  { grants, clock, ledger, families, practice, isWanted }: World,
  connection: Connection,
  http: Http,
): Promise<Result<Refreshed, Failed>> {
  const { id, clientId } = connection;
  const stored = await grants.read(connection);
  if (!stored.ok) return fail({ failure: stored.failure });
  if (stored.value === undefined) return fail({ failure: { code: 'secret-missing' } });
  const provider = await providerOf(practice, connection);
  if (!provider.ok) return fail({ failure: provider.failure });
  // Removed meanwhile: nothing is asked for it any more, and nothing follows its end in the history.
  if (!isWanted()) return fail({ failure: { code: 'connection-unknown' } });
  const interruptedAt = ledger.rotates(id) === false ? undefined : ledger.interruptedAt(id);
  ledger.record(id, { what: 'renewing' });
  const ask = ({ refreshToken, clientSecret }: Grant) => {
    const client = { clientId, clientSecret };
    const request = (newest: Secret) => refresh(http, provider.value, client, newest, clock.wallNow());
    return families.ask(refreshToken, (newest) => receiveToken(clock, () => request(newest)), id);
  };
  let grant = stored.value;
  let { tokens, newest } = await ask(grant);
  if (!tokens.ok && !isTransient(tokens.failure.failure)) {
    // Another one may have been put into the keychain meanwhile; one that is pending is newer than any there.
    const again = await grants.read(connection);
    if (again.ok && again.value !== undefined && !isSame(again.value, grant)) {
      grant = again.value;
      ({ tokens, newest } = await ask(grant));
    }
  }
  // Some providers give the same one again with every answer; and one that came before may not be stored yet.
  const rotated = newest.equals(grant.refreshToken) ? undefined : newest;
  const keep = async (): Promise<Pick<Refreshed, 'rotated'>> => {
    if (!isWanted()) return {};
    const next = { refreshToken: rotated ?? grant.refreshToken, clientSecret: grant.clientSecret };
    return { rotated: (await grants.write(connection, next)) === undefined ? 'kept' : 'not-kept' };
  };
  if (!tokens.ok) {
    const { failure, refreshToken: came } = tokens.failure;
    const isNew = came !== undefined && rotated !== undefined;
    const isLost = isNew ? (await keep()).rotated !== 'kept' : isAnswerLost(failure);
    return fail({ failure: explained(failure, interruptedAt), answer: isLost ? 'lost' : 'known' });
  }
  const { accessToken } = tokens.value;
  if (rotated === undefined && grants.failureOf(id) === undefined) return ok({ accessToken });
  const moved = rotated && movedLifetime(connection.authorization, rotated, clock.wallNow());
  return ok({ accessToken, ...(await keep()), ...(moved && { authorization: moved }) });
}

/** A refusal after a renewal of which nobody knows how it ended: most likely the refresh token was rotated then. */
function explained(failure: ConnectionFailure, interruptedAt: number | undefined): ConnectionFailure {
  const isGrants = failure.code === 'sign-in-rejected' && failure.error !== 'invalid_client';
  if (!isGrants || interruptedAt === undefined) return failure;
  const { says } = failure;
  return { code: 'renewal-interrupted', interruptedAt, ...(says === undefined ? {} : { says }) };
}

function isSame(one: Grant, other: Grant): boolean {
  return one.refreshToken.equals(other.refreshToken) && one.clientSecret.equals(other.clientSecret);
}

/**
 * Whether a renewal that failed this way may have succeeded at the provider: it was sent, and the answer is not known. 502
 * and 504 come from a gateway, not from the provider. The next try sends the same refresh token again: if the provider
 * rotated it, nothing is lost by that but what was lost already. @see RFC 9700 §4.14.2
 */
function isAnswerLost(failure: ConnectionFailure): boolean {
  if (failure.code === 'unexpected-answer') return failure.status >= 200 && failure.status < 300;
  if (failure.code === 'server-error') return failure.status === 502 || failure.status === 504;
  return failure.code === 'timed-out' || failure.code === 'interrupted' || failure.code === 'answer-too-large';
}
