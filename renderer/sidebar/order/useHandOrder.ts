import { useState } from 'react';
import type { DeskState } from '../../../preload/contract.ts';
import { movedText } from '../../words/listText.ts';
import { text } from '../../words/text.ts';
import { moveTo, placeOf } from './handOrder.ts';
import type { ListGroup } from './listGroups.ts';

/** Puts connections in the order by hand, and says where each came to stand. `onMove` gives whether it was done. */
export function useHandOrder(
  { connections, list }: DeskState,
  groups: readonly ListGroup[],
  onMove: (id: string, before: string | null) => Promise<boolean>,
) {
  const [said, setSaid] = useState('');
  const isOn = list.order === 'hand';
  /** Puts a connection to a place in its group, from 0; nothing for a place that there is not. */
  const put = async (id: string, to: number): Promise<void> => {
    if (!isOn) return setSaid(text('list.notByHand'));
    const move = moveTo(connections, groups, id, to);
    if (move === undefined) return;
    const isDone = await onMove(move.id, move.before);
    if (isDone) setSaid(movedText(move.name, move.place, move.count));
  };
  return { isOn, said, put, putBy: (id: string, step: number) => put(id, placeOf(groups, id) + step) };
}

/** What {@link useHandOrder} gives. */
export type HandOrder = ReturnType<typeof useHandOrder>;
