import { isTransient, statusOfFailure } from '../model/failureStatus.ts';
import type { Pause } from '../timing/hostThrottle.ts';
import type { ConnectionState } from './connectionState.ts';

/**
 * A connection as the pause that its host wants lets it be: when its token is due and cannot be renewed before that is
 * over, or was over before it could be, the connection is not ready, and the next try is no sooner. Another reason why
 * it is not stays told, but for what failed with the token it has: that says nothing of the next one.
 * @param pauseOf the last pause that the host of an address wanted
 */
export function paused(
  one: ConnectionState,
  now: number,
  pauseOf: (address: string) => Pause | undefined,
): ConnectionState {
  const { accessToken, failure, retryAt = 0 } = one;
  const isDue = accessToken === undefined || accessToken.renewsAt <= now;
  if (!isDue || one.status === 'renewing' || one.unkept) return one;
  const pause = pauseOf(one.endpoints.token);
  if (pause === undefined || pause.until <= Math.min(now, accessToken?.expiresAt ?? now)) return one;
  if (failure !== undefined && !isTransient(failure)) return one;
  const isBehindTheToken = failure !== undefined && 'step' in failure && failure.step !== 'token';
  const told = failure === undefined || isBehindTheToken ? pause.failure : failure;
  return { ...one, status: statusOfFailure(told), failure: told, retryAt: Math.max(retryAt, pause.until) };
}
