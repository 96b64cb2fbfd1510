import { useEffect, useEffectEvent, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Preset } from '../../preload/form.ts';
import { settle } from '../bridge.ts';

/** Loads the presets from main; `onFirst` receives the default one when they arrive. */
export function usePresets(
  bridge: Bridge,
  onFirst: (preset: Preset) => void,
): { readonly presets: readonly Preset[]; readonly failure: Failure | undefined; readonly reload: () => void } {
  const [presets, setPresets] = useState<readonly Preset[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const [attempt, setAttempt] = useState(1);

  const accept = useEffectEvent((named: readonly Preset[]) => {
    setPresets(named);
    setFailure(undefined);
    if (named[0] !== undefined) onFirst(named[0]);
  });

  useEffect(() => {
    // `attempt` is read only so that `reload` runs the effect again.
    let isHere = attempt > 0;
    const load = async (): Promise<void> => {
      const reply = await settle(bridge.presets());
      if (!isHere) return;
      if (reply.ok) accept(reply.value);
      else setFailure(reply.failure);
    };
    void load();
    return () => {
      isHere = false;
    };
  }, [bridge, attempt]);

  return { presets, failure, reload: () => setAttempt(attempt + 1) };
}
