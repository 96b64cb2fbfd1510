import { useEffect, useRef } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { DeskState } from '../../preload/contract.ts';

/** What main says of a connection, as far as it can make a failure on the page stale. */
interface Known {
  readonly failureCode: string | undefined;
  /** When the newest access token was issued with which the connection was ready, Unix ms; 0 before the first. */
  readonly issuedAt: number;
  /** When its token leaves the clipboard, Unix ms; each copy has a time of its own. */
  readonly clearsAt: number | undefined;
}

/** Whether the connection now has another failure, a newer token or a newer copy. */
function isNews(now: Known, before: Known): boolean {
  return (
    now.failureCode !== before.failureCode ||
    now.issuedAt > before.issuedAt ||
    (now.clearsAt !== undefined && now.clearsAt !== before.clearsAt)
  );
}

/** Calls `dismiss` at news of the connection, if the page already showed `failure`, of something tried there, before the news. */
export function useDismissStaleFailure(
  { id, failure: own, status, accessToken }: ConnectionState,
  clipboard: DeskState['clipboard'],
  failure: unknown,
  dismiss: () => void,
): void {
  const last = useRef<{ readonly known: Known; readonly failure: unknown }>(undefined);
  useEffect(() => {
    const before = last.current;
    const known: Known = {
      failureCode: own?.code,
      issuedAt: Math.max(before?.known.issuedAt ?? 0, status === 'ready' ? (accessToken?.issuedAt ?? 0) : 0),
      clearsAt: clipboard?.id === id ? clipboard.clearsAt : undefined,
    };
    last.current = { known, failure };
    // A failure that comes together with the news may be about it, and stays.
    const wasShown = before !== undefined && failure !== undefined && before.failure === failure;
    if (wasShown && isNews(known, before.known)) dismiss();
  });
}
