import { useEffect, useRef, useState } from 'react';
import type { Bridge, ConnectionRef, Reply } from '../preload/contract.ts';
import type { Failure } from '../preload/failure.ts';
import { settle } from './bridge.ts';

type Request = () => Promise<Reply<ConnectionRef>>;

/** A sign-in that a screen has asked for. */
export interface SignIn {
  readonly isBusy: boolean;
  /** It has been under way for more than a second: time to say what is waited for. */
  readonly isSlow: boolean;
  readonly failure: Failure | undefined;
  readonly start: (request: Request) => void;
  /** Brings the window of the sign-in under way to the front: main answers the same request so. */
  readonly show: () => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Runs one sign-in at a time; `onDone` hears of the connection unless the screen has gone. A cancelled one leaves no failure: the person knows. */
export function useSignIn(bridge: Bridge, onDone: (connection: ConnectionRef) => void): SignIn {
  const [isBusy, setBusy] = useState(false);
  const [isSlow, setSlow] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const running = useRef<Request | undefined>(undefined);
  const here = useRef(true);

  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);

  useEffect(() => {
    if (!isBusy) return undefined;
    const timer = setTimeout(() => setSlow(true), 1000);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isBusy]);

  const run = async (request: Request): Promise<void> => {
    running.current = request;
    setBusy(true);
    setFailure(undefined);
    const reply = await settle(request());
    running.current = undefined;
    if (!here.current) return;
    setBusy(false);
    if (reply.ok) onDone(reply.value);
    else if (reply.failure.code !== 'sign-in-cancelled') setFailure(reply.failure);
  };

  return {
    isBusy,
    isSlow,
    failure,
    start: (request) => {
      if (running.current === undefined) void run(request);
    },
    show: () => {
      if (running.current !== undefined) void settle(running.current());
    },
    cancel: () => void settle(bridge.cancelSignIn()),
    dismiss: () => setFailure(undefined),
  };
}
