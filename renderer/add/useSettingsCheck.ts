import { useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Settings, SettingsCheck } from '../../preload/form.ts';
import { settle } from '../bridge.ts';

/** A check of the settings: under way, its result, or why it failed. */
export interface SettingsCheckState {
  readonly isBusy: boolean;
  readonly check: SettingsCheck | undefined;
  readonly failure: Failure | undefined;
  readonly start: (settings: Settings) => void;
  /** Drops the result, since the settings have changed. */
  readonly forget: () => void;
}

/** Checks settings on request. The answer to an earlier check never replaces that to a later one. */
export function useSettingsCheck(bridge: Bridge): SettingsCheckState {
  const [isBusy, setBusy] = useState(false);
  const [found, setFound] = useState<{ readonly check?: SettingsCheck; readonly failure?: Failure }>({});
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current += 1;
    },
    [],
  );

  const run = async (settings: Settings): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    setBusy(true);
    setFound({});
    const reply = await settle(bridge.checkSettings(settings));
    if (latest.current !== mine) return;
    setBusy(false);
    setFound(reply.ok ? { check: reply.value } : { failure: reply.failure });
  };

  return {
    isBusy,
    check: found.check,
    failure: found.failure,
    start: (settings) => void run(settings),
    forget: () => {
      latest.current += 1;
      setBusy(false);
      setFound({});
    },
  };
}
