import type { ConnectionStatus, Environment } from '../../../preload/contract.ts';
import type { ConnectionFailure, KeychainFailure } from '../../../preload/failure.ts';
import { environmentOf } from '../../oauth/fyle.ts';
import type { Connection } from '../model/connection.ts';
import { isTransient, statusOfFailure } from '../model/failureStatus.ts';
import { isFresh, renewsAt } from '../model/freshness.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import type { HostPause } from '../timing/hostThrottle.ts';
import type { Retry } from '../timing/retryPolicy.ts';
import type { Entry } from './connectionTable.ts';

/** A connection as it stands now, for whoever shows it. */
export interface ConnectionState extends Connection {
  readonly environment: Environment;
  readonly status: ConnectionStatus;
  readonly failure?: ConnectionFailure;
  /** The failure is that the sign-in could not be stored: it works from memory meanwhile. */
  readonly isGrantPending?: true;
  /** When the next try comes by itself. */
  readonly retryAt?: number;
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
}

/** What is shown of a connection beside what its entry knows. */
interface Surroundings {
  readonly clock: ForwardClock;
  /** The last pause that the host of the token endpoint asked for, over or not. */
  readonly hostPause: HostPause | undefined;
  /** Why the grant is in memory alone, if it is. */
  readonly pendingGrant: Retry | undefined;
  /** Why the credential store cannot be used now; undefined when it can. */
  readonly keychainFailure: KeychainFailure | undefined;
}

/** A failure as it is reported, with the time of the next try, if there is one. */
interface Reported {
  readonly failure: ConnectionFailure;
  readonly retryAt?: number | undefined;
  readonly isGrantPending?: true;
}

/**
 * What is shown of a connection now: the one place where its status is decided. A renewal under way comes before any
 * failure; of the failures the first of these is reported: the connection's own ({@link ownFailure}), the pause that its
 * host asked for, the credential store that cannot be used.
 */
export function connectionState(
  entry: Entry,
  { clock, hostPause, pendingGrant, keychainFailure }: Surroundings,
): ConnectionState {
  const { connection, accessToken, renewal } = entry;
  const own = ownFailure(entry, pendingGrant, clock);
  const reported = renewal ? own : (pausedBy(hostPause, entry, own, clock) ?? own ?? lockedOut(entry, keychainFailure));
  return {
    ...connection,
    environment: connection.practice ? 'practice' : environmentOf(connection.endpoints),
    status: renewal ? 'renewing' : reported ? statusOfFailure(reported.failure) : 'ready',
    ...(reported && { failure: reported.failure }),
    ...(reported?.isGrantPending && { isGrantPending: true }),
    ...(reported?.retryAt !== undefined && { retryAt: clock.toWall(reported.retryAt) }),
    ...(accessToken && {
      accessToken: {
        issuedAt: clock.toWall(accessToken.issuedAt),
        expiresAt: clock.toWall(accessToken.expiresAt),
        renewsAt: clock.toWall(renewsAt(accessToken)),
      },
    }),
  };
}

/**
 * The connection's own failure, the first of: its renewal's; a grant that could not be stored; which account the token
 * belongs to could not be learnt; the sign-in has certainly ended and no token outlives it.
 */
function ownFailure(entry: Entry, pendingGrant: Retry | undefined, clock: ForwardClock): Reported | undefined {
  const { connection, accessToken, renewalFailure, identityFailure } = entry;
  if (renewalFailure !== undefined) return renewalFailure;
  if (pendingGrant !== undefined) return { ...pendingGrant, isGrantPending: true };
  if (identityFailure !== undefined) return identityFailure;
  const { endsAt, estimated } = connection.authorization;
  if (estimated || endsAt > clock.wallNow() || (accessToken && isFresh(accessToken, clock.now()))) return undefined;
  return { failure: { code: 'sign-in-ended', endedAt: endsAt } };
}

/**
 * The host's pause, where it keeps the connection from renewing: the token is due and the pause is not over, or it
 * outlasted the token. The connection's own failure stays reported unless it concerns the present token alone, which says
 * nothing of the next; the next try is no sooner than the pause's end.
 */
function pausedBy(
  pause: HostPause | undefined,
  { accessToken }: Entry,
  own: Reported | undefined,
  clock: ForwardClock,
): Reported | undefined {
  const now = clock.now();
  const isDue = accessToken === undefined || renewsAt(accessToken) <= now;
  if (!isDue || own?.isGrantPending || pause === undefined) return undefined;
  if (pause.until <= Math.min(now, accessToken?.expiresAt ?? now)) return undefined;
  if (own !== undefined && !isTransient(own.failure)) return undefined;
  const isOfThisToken = own !== undefined && 'step' in own.failure && own.failure.step !== 'token';
  const failure = own === undefined || isOfThisToken ? pause.failure : own.failure;
  return { failure, retryAt: Math.max(own?.retryAt ?? 0, pause.until) };
}

/** A connection without a token waits for one; while its grant cannot be read, that is why. */
function lockedOut({ accessToken }: Entry, failure: KeychainFailure | undefined): Reported | undefined {
  return accessToken === undefined && failure !== undefined ? { failure } : undefined;
}
