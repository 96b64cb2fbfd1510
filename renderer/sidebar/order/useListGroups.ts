import { useMemo, useState } from 'react';
import type { DeskState } from '../../../preload/contract.ts';
import { inOrder } from '../../../preload/shared/listOrder.ts';
import { needingYou } from '../../../preload/shared/needsYou.ts';
import { useNow } from '../../state/useNow.ts';
import { type ListGroup, listGroups } from './listGroups.ts';

const nobody: ReadonlySet<string> = new Set();

/** The connections in the groups and in the order in which the list shows them. */
export function useListGroups({ connections, list: { order } }: DeskState): readonly ListGroup[] {
  const now = useNow(60_000);
  const [before, setBefore] = useState(nobody);
  const needing = needingYou(connections, now, before);
  if (needing !== before) setBefore(needing);
  return useMemo(() => listGroups(inOrder(connections, order), needing), [connections, order, needing]);
}
