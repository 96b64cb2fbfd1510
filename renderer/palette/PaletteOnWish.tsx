import { useContext, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import type { ConnectionAct } from '../menus/connectionActs.ts';
import { isLetterHeld, useWindowKeys } from '../menus/shortcuts.ts';
import { Acts, useOffer } from '../state/acts.ts';
import { Palette } from './Palette.tsx';
import type { PaletteRow } from './paletteRows.ts';

/** The field that finds connections: from there Ctrl+K leads on to the palette. */
const SEARCH_FIELD = 'nav input[type="search"]';

interface PaletteOnWishProps {
  /** In the list's order, and whose page is open. */
  readonly connections: readonly ConnectionState[];
  readonly shownId: string | undefined;
  readonly people: ReadonlyMap<string, string>;
  readonly formats: readonly CopyFormat[];
  readonly actsOf: (connection: ConnectionState) => readonly ConnectionAct[];
  readonly onAct: (connection: ConnectionState, act: ConnectionAct) => void;
  readonly onCopyAs: (connection: ConnectionState, format: CopyFormat) => void;
}

/** The palette, once somebody wants it: by the menu, or by Ctrl+K twice. */
export function PaletteOnWish({ people, onAct, onCopyAs, ...world }: PaletteOnWishProps) {
  const board = useContext(Acts);
  const [isOpen, setOpen] = useState(false);
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
  const onDo = (row: PaletteRow): void => {
    setOpen(false);
    if (row.is === 'window') board.run(row.act);
    else if (row.is === 'copy-as') onCopyAs(row.connection, row.format);
    else onAct(row.connection, row.act);
  };
  if (!isOpen) return null;
  return <Palette world={{ ...world, can: board.can }} people={people} onDo={onDo} onClose={() => setOpen(false)} />;
}
