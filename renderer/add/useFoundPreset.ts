import { useEffect, useEffectEvent, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Preset } from '../../preload/form.ts';
import { settle } from '../bridge.ts';

/**
 * Finds out, once `isWanted`, which of Fyle's sets of addresses answers. `onFound` gets it unless the person has chosen
 * addresses by then.
 */
export function useFoundPreset(
  bridge: Bridge,
  isWanted: boolean,
  presets: readonly Preset[],
  onFound: (preset: Preset) => void,
): { readonly isByHand: boolean; readonly setByHand: () => void } {
  const [isFound, setFound] = useState(false);
  const [isByHand, setIsByHand] = useState(false);
  const isAsked = isWanted && presets.length > 0 && !isByHand && !isFound;

  const accept = useEffectEvent((id: Preset['id']) => {
    const preset = presets.find((each) => each.id === id);
    if (preset === undefined || isByHand) return;
    setFound(true);
    onFound(preset);
  });

  useEffect(() => {
    if (!isAsked) return undefined;
    let isHere = true;
    const ask = async (): Promise<void> => {
      const reply = await settle(bridge.findPreset());
      if (isHere && reply.ok && reply.value !== null) accept(reply.value);
    };
    void ask();
    return () => {
      isHere = false;
    };
  }, [bridge, isAsked]);

  return { isByHand, setByHand: () => setIsByHand(true) };
}
