import { useContext, useEffect, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Act } from '../../preload/shared/acts.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { settle } from '../bridge.ts';
import { isLetterHeld, useWindowKeys } from '../menus/shortcuts.ts';
import { Acts, useOffer } from '../state/acts.ts';
import { Palette } from './Palette.tsx';
import type { PaletteRow, RowAct } from './paletteRows.ts';

/** The field that finds connections: from there Ctrl+K leads on to the palette. */
const SEARCH_FIELD = 'nav input[type="search"]';

interface PaletteOnWishProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  /** The connections in the list's order, and whose page is open. */
  readonly connections: readonly ConnectionState[];
  readonly shownId: string | undefined;
  readonly people: ReadonlyMap<string, string>;
  /** Opens a connection's page once no input is lost by it, and calls `then`. */
  readonly onOpen: (id: string, then: () => void) => void;
  readonly onShowActivity: (id: string) => void;
  readonly onCopyFailed: (id: string, failure: Failure) => void;
}

/**
 * The palette, once somebody wants it: by the menu, or by Ctrl+K twice. What it does with a connection is done by that
 * connection's own page, with its guards and its answers; a copy changes no page.
 */
export function PaletteOnWish(props: PaletteOnWishProps) {
  const { bridge, desk, connections, shownId, people, onOpen, onShowActivity, onCopyFailed } = props;
  const board = useContext(Acts);
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState<{ readonly id: string; readonly act: Act }>();
  useOffer({ palette: isOpen ? undefined : () => setOpen(true) });
  useWindowKeys({ isFirst: true }, (event) => {
    if (!isLetterHeld(event, 'K')) return;
    const field = document.querySelector(SEARCH_FIELD);
    const isAbove = document.querySelector('[role="dialog"]') !== null;
    // The first one is for the field, where there is one.
    if (isAbove ? !isOpen : field !== null && field !== document.activeElement) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(!isOpen);
  });
  // Now the page that was opened for it offers it.
  useEffect(() => {
    if (wanted === undefined) return;
    setWanted(undefined);
    if (wanted.id === shownId) board.run(wanted.act);
  }, [wanted, shownId, board]);

  const copy = async (id: string, format: CopyFormat | undefined): Promise<void> => {
    const reply = await settle(format === undefined ? bridge.copyToken(id) : bridge.copyToken(id, format));
    if (!reply.ok) onCopyFailed(id, reply.failure);
  };
  const doWith = ({ id, favourite }: ConnectionState, act: RowAct): void => {
    if (act === 'copy') void copy(id, undefined);
    else if (act === 'star') void settle(bridge.edit(id, { favourite: favourite !== true }));
    else if (act === 'activity') onShowActivity(id);
    else onOpen(id, () => act !== 'open' && setWanted({ id, act }));
  };
  const onDo = (row: PaletteRow): void => {
    setOpen(false);
    if (row.is === 'window') board.run(row.act);
    else if (row.is === 'copy-as') void copy(row.connection.id, row.format);
    else doWith(row.connection, row.act);
  };
  if (!isOpen) return null;
  const { can } = board;
  const world = { connections, shownId, can, formats: desk.copyFormats, hasActivity: desk.activity !== undefined };
  return <Palette world={world} people={people} onDo={onDo} onClose={() => setOpen(false)} />;
}
