import { useEffect, useRef, useState } from 'react';
import type { Bridge, Connected, DeskState, Reply } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';

type Request = () => Promise<Reply<Connected>>;

/** The sign-ins that one screen started. */
export interface SignIn {
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  /** Starts one, or brings the window of the one under way to the front. `onDone` receives the connection. */
  readonly start: (request: Request, onDone: (connection: Connected) => void) => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

interface Asked {
  /** Who started it: a connection's id, or a screen's name. */
  readonly by: string;
  readonly request: Request;
  readonly onDone: (connection: Connected) => void;
}

/**
 * The window's sign-ins, one at a time. A failure waits for the screen that started the sign-in, also while another one is
 * open. Cancelling is no failure.
 */
export function useSignIns(bridge: Bridge, underWay: DeskState['signIn']): (by: string) => SignIn {
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<{ readonly by: string; readonly failure: Failure }>();
  const running = useRef<Asked>(undefined);

  const run = async (asked: Asked): Promise<void> => {
    running.current = asked;
    setBusy(asked.by);
    setFailed(undefined);
    const reply = await settle(asked.request());
    running.current = undefined;
    setBusy(undefined);
    if (reply.ok) asked.onDone(reply.value);
    else if (reply.failure.code !== 'sign-in-cancelled') setFailed({ by: asked.by, failure: reply.failure });
  };
  const start = (asked: Asked): void => {
    if (running.current === undefined && underWay === undefined) void run(asked);
    else void settle(bridge.showSignIn());
  };

  const isOver = underWay === undefined && failed?.failure.code === 'sign-in-already-open';
  useEffect(() => {
    if (isOver) setFailed(undefined);
  }, [isOver]);

  return (by) => ({
    isBusy: busy === by,
    failure: failed?.by === by ? failed.failure : undefined,
    start: (request, onDone) => start({ by, request, onDone }),
    cancel: () => void settle(bridge.cancelSignIn()),
    dismiss: () => {
      if (failed?.by === by) setFailed(undefined);
    },
  });
}
