import { useEffect, useRef } from 'react';
import type { ConnectionState, DeskState } from '../../preload/contract.ts';

/** What is known of a connection beside what a person tried here. */
interface Known {
  readonly failureCode: string | undefined;
  /** When the newest access token with which it was ready was issued, Unix ms; 0 before the first. */
  readonly issuedAt: number;
  /** When the clipboard is emptied of its token, Unix ms; each copy has a time of its own. */
  readonly clearsAt: number | undefined;
}

/** Whether something has happened that makes an earlier failure old: another failure, a newer token, a copy. */
function isNews(now: Known, before: Known): boolean {
  return (
    now.failureCode !== before.failureCode ||
    now.issuedAt > before.issuedAt ||
    (now.clearsAt !== undefined && now.clearsAt !== before.clearsAt)
  );
}

/** Calls `dismiss` at news of the connection when `failure`, of something tried here, was told already. */
export function useOutlived(
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
    // A failure that came together with the news may be about it, and stays.
    const wasTold = before !== undefined && failure !== undefined && before.failure === failure;
    if (wasTold && isNews(known, before.known)) dismiss();
  });
}
