import type { ConnectionState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Undone } from '../words/failurePhrases.ts';
import type { Act, Acts } from './usePageActions.ts';

/** The one failure to tell on the page, and what failed: an act, a sign-in, or the connection by itself. */
export interface Told {
  readonly failure: Failure;
  readonly from: Act | 'sign-in' | 'connection';
  readonly at?: number | undefined;
  /** What a person tried although the connection's own failure, which is this one, stood there already. */
  readonly undone?: Undone | undefined;
}

/** Its failure stands in place of the clocks: it is not ready, and not being put right just now. */
export function isStopped({ status, failure }: Pick<ConnectionState, 'status' | 'failure'>): boolean {
  return failure !== undefined && status !== 'ready';
}

/** What a person has just tried comes before what was there already; a failure that both tell is told once, as the act's. */
export function toldFailure(
  connection: Pick<ConnectionState, 'failure'>,
  failedAt: number | undefined,
  act: Acts['failed'],
  signIn: Failure | undefined,
): Told | undefined {
  if (signIn !== undefined) return { failure: signIn, from: 'sign-in' };
  if (act !== undefined) {
    const isSame = act.failure.code === connection.failure?.code;
    const undone = isSame ? undoneBy(act.act) : undefined;
    if (!isSame || undone !== undefined) return { failure: act.failure, from: act.act, at: act.at, undone };
  }
  if (connection.failure !== undefined) return { failure: connection.failure, from: 'connection', at: failedAt };
  return undefined;
}

/** Renewing is the connection's own act: what stops it is told as the connection's. */
function undoneBy(act: Act): Undone | undefined {
  return act === 'copy' || act === 'reveal' || act === 'remove' ? act : undefined;
}
