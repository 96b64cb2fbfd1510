import type { ConnectionState as ShownConnection } from '../../../preload/connection.ts';
import type { ConnectionFailure, KeychainFailure } from '../../../preload/failure.ts';
import { environmentOf } from '../../oauth/fyle.ts';
import type { Connection } from '../model/connection.ts';
import { isTransient, statusOfFailure } from '../model/failureStatus.ts';
import { isFresh, renewsAt } from '../model/freshness.ts';
import type { ForwardClock } from '../timing/forwardClock.ts';
import type { HostPause } from '../timing/hostThrottle.ts';
import type { Pause } from '../timing/pause.ts';
import type { Retry } from '../timing/retryPolicy.ts';
import type { Entry } from './connectionTable.ts';

/** A connection as it stands now, for whoever shows it: the contract's, without its history. */
export interface ConnectionState extends Connection, Omit<ShownConnection, 'failure' | 'newest' | 'usedAt'> {
  readonly failure?: ConnectionFailure;
}

/** What decides about a connection's state besides its entry. */
interface Surroundings {
  readonly clock: ForwardClock;
  /** How long a token that is handed out lives on at least, milliseconds. */
  readonly promised: number;
  /** The last pause that the host of the token endpoint asked for, over or not. */
  readonly hostPause: HostPause | undefined;
  /** Until it ends nothing is done in the background. */
  readonly pause: Pick<Pause, 'endsAt'>;
  /** Why the grant is pending, if it is. */
  readonly pendingGrant: Retry | undefined;
  /** Why the credential store cannot be used now; undefined when it can. */
  readonly keychainFailure: KeychainFailure | undefined;
}

/** The failure that is reported. `isGrantPending`: it is why the grant is pending. */
interface Reported extends Pick<ConnectionState, 'isGrantPending'> {
  readonly failure: ConnectionFailure;
  readonly retryAt?: number;
}

/**
 * Decides what is shown of a connection now. While it is renewed the status is `renewing`; before its first token it is
 * `unchecked`. Otherwise the first of these
 * failures decides: the connection's own, the pause that its host asked for, the credential store that cannot be used.
 */
export function connectionState(
  entry: Entry,
  { clock, promised, pause, hostPause, pendingGrant, keychainFailure }: Surroundings,
): ConnectionState {
  const { connection, accessToken, renewal } = entry;
  const own = ownFailure(entry, pendingGrant, clock, promised);
  // Without an access token the grant is needed, and the credential store cannot be read.
  const lockedOut = accessToken === undefined && keychainFailure ? { failure: keychainFailure } : undefined;
  const hasToken = accessToken !== undefined && accessToken.expiresAt > clock.now();
  const reported: Reported | undefined = renewal
    ? own
    : (hostPaused(hostPause, entry, own, clock, promised) ?? own ?? lockedOut);
  const failureStatus = reported && statusOfFailure(reported.failure);
  const pausedUntil = pause.endsAt ?? 0;
  const stopsNothing = failureStatus === undefined || failureStatus === 'asks-first';
  return {
    ...connection,
    environment: connection.practice ? 'practice' : environmentOf(connection.endpoints),
    status: renewal ? 'renewing' : hasToken && stopsNothing ? 'ready' : (failureStatus ?? 'unchecked'),
    ...(reported && { failure: reported.failure }),
    ...(reported?.isGrantPending && { isGrantPending: true }),
    ...(reported?.retryAt !== undefined && { retryAt: Math.max(clock.toWall(reported.retryAt), pausedUntil) }),
    ...(accessToken && {
      accessToken: {
        issuedAt: clock.toWall(accessToken.issuedAt),
        expiresAt: clock.toWall(accessToken.expiresAt),
        renewsAt: Math.max(clock.toWall(renewsAt(accessToken, promised)), pausedUntil),
      },
    }),
  };
}

/** The first of: a failed renewal; a pending grant; a failed identity lookup; a sign-in that has ended for certain. */
function ownFailure(
  entry: Entry,
  pendingGrant: Retry | undefined,
  clock: ForwardClock,
  promised: number,
): Reported | undefined {
  const { connection, accessToken, renewalFailure, identityFailure } = entry;
  if (renewalFailure !== undefined) return renewalFailure;
  if (pendingGrant !== undefined) return { ...pendingGrant, isGrantPending: true };
  if (identityFailure !== undefined) return identityFailure;
  const { endsAt, estimated } = connection.authorization;
  if (estimated || endsAt > clock.wallNow()) return undefined;
  if (accessToken && isFresh(accessToken, clock.now(), promised)) return undefined;
  return { failure: { code: 'sign-in-ended', endedAt: endsAt } };
}

/**
 * The host's pause, if it keeps the connection from renewing: the token is due and the pause not over, or it outlasted
 * the token. The connection's own failure stays reported, unless it concerns the present token alone.
 */
function hostPaused(
  pause: HostPause | undefined,
  { accessToken }: Entry,
  own: Reported | undefined,
  clock: ForwardClock,
  promised: number,
): Reported | undefined {
  const now = clock.now();
  const isDue = accessToken === undefined || renewsAt(accessToken, promised) <= now;
  if (!isDue || own?.isGrantPending || pause === undefined) return undefined;
  if (pause.until <= Math.min(now, accessToken?.expiresAt ?? now)) return undefined;
  if (own !== undefined && !isTransient(own.failure)) return undefined;
  const isOfThisToken = own !== undefined && 'step' in own.failure && own.failure.step !== 'token';
  const failure = own === undefined || isOfThisToken ? pause.failure : own.failure;
  return { failure, retryAt: Math.max(own?.retryAt ?? 0, pause.until) };
}
