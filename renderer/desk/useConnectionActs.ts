import { useContext, useEffect, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Act } from '../../preload/shared/acts.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { settle } from '../bridge.ts';
import { type ActWorld, type ConnectionAct, possibleActs } from '../menus/connectionActs.ts';
import { Acts } from '../state/acts.ts';

interface Around {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  /** The connection whose page is open. */
  readonly shownId: string | undefined;
  /** Opens a connection's page once no input is lost by it, and calls `then`. */
  readonly onOpen: (id: string, then: () => void) => void;
  readonly onShowActivity: (id: string) => void;
  readonly onCopyFailed: (id: string, failure: Failure) => void;
}

/**
 * What can be done with any connection, from its row or by its name. A copy changes no page; everything else is done by the
 * connection's own page, with its questions and its answers.
 */
export function useConnectionActs({ bridge, desk, shownId, onOpen, onShowActivity, onCopyFailed }: Around) {
  const board = useContext(Acts);
  const [wanted, setWanted] = useState<{ readonly id: string; readonly act: Act }>();
  // Now the page that was opened for it offers it.
  useEffect(() => {
    if (wanted === undefined) return;
    setWanted(undefined);
    if (wanted.id === shownId) board.run(wanted.act);
  }, [wanted, shownId, board]);

  const copy = async ({ id }: ConnectionState, format?: CopyFormat): Promise<void> => {
    const reply = await settle(format === undefined ? bridge.copyToken(id) : bridge.copyToken(id, format));
    if (!reply.ok) onCopyFailed(id, reply.failure);
  };
  const act = (connection: ConnectionState, wish: ConnectionAct): void => {
    const { id, favourite } = connection;
    if (wish === 'copy') void copy(connection);
    else if (wish === 'star') void settle(bridge.edit(id, { favourite: favourite !== true }));
    else if (wish === 'activity') onShowActivity(id);
    else onOpen(id, () => wish !== 'open' && setWanted({ id, act: wish }));
  };
  const world: ActWorld = { shownId, hasActivity: desk.activity !== undefined, can: board.can };
  const actsOf = (connection: ConnectionState) => possibleActs(connection, world);
  return { act, copyAs: (connection: ConnectionState, format: CopyFormat) => void copy(connection, format), actsOf };
}
