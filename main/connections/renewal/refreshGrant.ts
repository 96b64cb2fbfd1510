import type { Authorization } from '../../../preload/connection.ts';
import type { ConnectionFailure } from '../../../preload/failure.ts';
import { type Http, saidIn } from '../../oauth/answer.ts';
import type { Secret } from '../../oauth/secret.ts';
import { refresh } from '../../oauth/token.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Ledger } from '../history/ledger.ts';
import type { AccessToken, Connection, Grant } from '../model/connection.ts';
import { isTransient } from '../model/failureStatus.ts';
import type { Practice } from '../model/ports.ts';
import type { WriteBehindKeychain } from '../storage/writeBehindKeychain.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import { changedLifetime } from './grantLifetime.ts';
import { providerOf } from './providerOf.ts';
import { receiveToken } from './receivedToken.ts';
import { grantedBy, type RefreshTokenFamilies } from './refreshTokenFamilies.ts';

/** What a refresh needs. */
export interface RefreshWorld {
  readonly grants: WriteBehindKeychain;
  readonly clock: ForwardClock;
  readonly ledger: Ledger;
  readonly families: RefreshTokenFamilies;
  readonly practice: Practice;
}

/** What one renewal brought. The access token is good even if the keychain did not take the new refresh token. */
export interface RefreshedGrant {
  readonly accessToken: AccessToken;
  /** Present when a grant was written: `not-kept` when it is pending. */
  readonly rotated?: 'kept' | 'not-kept';
  /** The new end of the grant, when the new refresh token has changed it. */
  readonly authorization?: Authorization;
}

/**
 * Why a renewal failed. `answer` is absent when no request was sent; `lost` when the answer is unknown, or brought a
 * refresh token that is only pending.
 */
export interface FailedRefresh {
  readonly failure: ConnectionFailure;
  readonly answer?: 'known' | 'lost';
}

/**
 * Renews with the stored grant, in the order that survives a crash: read the grant, mark the ledger, send the request,
 * store a rotated refresh token; only then does the caller get the access token. If the app is ended between the answer
 * and the keychain's write, the only valid refresh token is lost, and the mark explains the refusal that follows.
 * @param by for a person's wish the keychain may ask the person
 * @param isWanted whether the connection is still there
 * @see RFC 6749 §6; RFC 9700 §2.2.2 and §4.14 on rotation
 */
export async function refreshGrant(
  { grants, clock, ledger, families, practice }: RefreshWorld,
  connection: Connection,
  by: 'itself' | 'person',
  http: Http,
  isWanted: () => boolean,
): Promise<Result<RefreshedGrant, FailedRefresh>> {
  const { id, clientId } = connection;
  const stored = await grants.read(connection, by === 'person' ? by : undefined);
  if (!stored.ok) return fail({ failure: stored.failure });
  if (stored.value === undefined) return fail({ failure: { code: 'secret-missing' } });
  const provider = await providerOf(practice, connection);
  if (!provider.ok) return fail({ failure: provider.failure });
  // Removed meanwhile: no request, and no line after `removed` in the history.
  if (!isWanted()) return fail({ failure: { code: 'connection-unknown' } });
  const interruptedAt = ledger.rotates(id) === false ? undefined : ledger.interruptedAt(id);
  ledger.record(id, { what: 'renewing' });
  const requestWith = ({ refreshToken, clientSecret }: Grant) => {
    const client = { clientId, clientSecret };
    const send = (newest: Secret) => refresh(http, provider.value, client, newest, clock.wallNow());
    const by = grantedBy(provider.value, clientId);
    return families.request(refreshToken, by, (newest) => receiveToken(clock, () => send(newest)), id);
  };
  let grant = stored.value;
  let { tokens, newest } = await requestWith(grant);
  if (!tokens.ok && !isTransient(tokens.failure.failure) && isWanted()) {
    // The grant was refused: the keychain may hold another by now, put there by somebody else.
    const again = await grants.read(connection);
    if (again.ok && again.value !== undefined && !isSame(again.value, grant)) {
      grant = again.value;
      ({ tokens, newest } = await requestWith(grant));
    }
  }
  // Some providers repeat the same refresh token in each answer; and one from an earlier answer may not be stored yet.
  const rotated = newest.equals(grant.refreshToken) ? undefined : newest;
  const store = async (): Promise<Pick<RefreshedGrant, 'rotated'>> => {
    if (!isWanted()) return {};
    const next = { refreshToken: newest, clientSecret: grant.clientSecret };
    return { rotated: (await grants.write(connection, next)) === undefined ? 'kept' : 'not-kept' };
  };
  if (!tokens.ok) {
    const { failure, refreshToken } = tokens.failure;
    const hasRotated = refreshToken !== undefined && rotated !== undefined;
    const isLost = hasRotated ? (await store()).rotated !== 'kept' : isAnswerLost(failure);
    return fail({ failure: explainRefusal(failure, interruptedAt), answer: isLost ? 'lost' : 'known' });
  }
  const { accessToken, refreshLifetime } = tokens.value;
  const isNews = rotated !== undefined || refreshLifetime !== undefined;
  const now = clock.wallNow();
  const authorization = isNews && changedLifetime(connection.authorization, newest, now, refreshLifetime);
  const mustStore = rotated !== undefined || grants.failureOf(id) !== undefined;
  return ok({ accessToken, ...(mustStore ? await store() : {}), ...(authorization && { authorization }) });
}

/** A refusal of the grant after an interrupted renewal: most likely the provider rotated the refresh token then. */
function explainRefusal(failure: ConnectionFailure, interruptedAt: number | undefined): ConnectionFailure {
  const isOfGrant = failure.code === 'sign-in-rejected' && failure.error !== 'invalid_client';
  if (!isOfGrant || interruptedAt === undefined) return failure;
  return { code: 'renewal-interrupted', interruptedAt, ...saidIn(failure) };
}

function isSame(one: Grant, other: Grant): boolean {
  return one.refreshToken.equals(other.refreshToken) && one.clientSecret.equals(other.clientSecret);
}

/**
 * Whether the provider may have renewed although the request failed: it was sent, and no answer of the provider's own
 * came (502 and 504 are a gateway's). The retry may send a rotated refresh token: its successor is lost already.
 * @see RFC 9700 §4.14.2
 */
function isAnswerLost(failure: ConnectionFailure): boolean {
  if (failure.code === 'unexpected-answer') return failure.status >= 200 && failure.status < 300;
  if (failure.code === 'server-error') return failure.status === 502 || failure.status === 504;
  return failure.code === 'timed-out' || failure.code === 'interrupted' || failure.code === 'answer-too-large';
}
