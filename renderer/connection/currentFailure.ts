import type { ConnectionState } from '../../preload/connection.ts';
import type { Failure } from '../../preload/failure.ts';
import type { BlockedAction } from '../words/failures/failurePhrases.ts';
import type { PageAction, PageActions } from './usePageActions.ts';

/** The one failure that the page reports, and what failed: an action, a sign-in, or the connection in the background. */
export interface CurrentFailure {
  readonly failure: Failure;
  readonly from: PageAction | 'sign-in' | 'connection';
  readonly at?: number | undefined;
  /** What the person tried, when the connection's own failure stopped it. */
  readonly blocked?: BlockedAction | undefined;
}

/** Whether the failure stands in place of the clocks: the connection is not ready, and its own failure is why. */
export function isStopped({ status, failure }: Pick<ConnectionState, 'status' | 'failure'>): boolean {
  return failure !== undefined && status !== 'ready' && status !== 'asks-first';
}

/** What the person tried last comes before what was there already; a failure of both is reported once, as the action's. */
export function currentFailure(
  connection: Pick<ConnectionState, 'failure'>,
  failedAt: number | undefined,
  failedAction: PageActions['failed'],
  signIn: Failure | undefined,
): CurrentFailure | undefined {
  if (signIn !== undefined) return { failure: signIn, from: 'sign-in' };
  if (failedAction !== undefined) {
    const { action, failure, at } = failedAction;
    const isSame = failure.code === connection.failure?.code;
    const blocked = isSame ? blockedBy(action) : undefined;
    if (!isSame || blocked !== undefined) return { failure, from: action, at, blocked };
  }
  if (connection.failure !== undefined) return { failure: connection.failure, from: 'connection', at: failedAt };
  return undefined;
}

/** Renewing is what the connection does in the background too, so its failure counts as the connection's. */
function blockedBy(action: PageAction): BlockedAction | undefined {
  return action === 'copy' || action === 'reveal' || action === 'remove' ? action : undefined;
}
