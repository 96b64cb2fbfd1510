import { type KeyboardEvent, type MouseEvent, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import { alikeNames } from '../../preload/shared/alikeNames.ts';
import { useNow } from '../state/useNow.ts';
import { listedStatus, statusLine } from '../words/statusText.ts';
import styles from './ConnectionList.module.css';
import { ConnectionRow, rowId } from './ConnectionRow.tsx';
import { rowAfterKey, rowByLetters } from './listKeys.ts';
import { rowHeight, rowsInSight } from './rowsInSight.ts';
import { useWindowHeight } from './useWindowHeight.ts';

interface ConnectionListProps {
  readonly connections: readonly ConnectionState[];
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
}

/** Letters typed within this time form one search, milliseconds. */
const typingPauseMs = 700;

/**
 * The connections as one list box: one stop for Tab, arrows move the choice, letters jump to a name.
 * Only the rows in sight are in the document, so that a thousand stay quick, and the chosen one, which the list box names.
 * Each says which of how many it is.
 */
export function ConnectionList({ connections, selectedId, onSelect }: ConnectionListProps) {
  const now = useNow(60_000);
  const people = useMemo(() => alikeNames(connections), [connections]);
  const typed = useRef({ letters: '', at: 0 });

  const list = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const { from, to } = rowsInSight(scrollTop, useWindowHeight(), connections.length);

  const onScroll = (): void => setScrollTop(list.current?.scrollTop ?? 0);
  const isNew = useRef(true);
  const bringInSight = useEffectEvent((id: string) => {
    const isAtTop = isNew.current && id === connections[0]?.id;
    isNew.current = false;
    // Asking where it stands would have the whole page laid out once more at the start.
    if (isAtTop) return;
    document.getElementById(rowId(id))?.scrollIntoView({ block: 'nearest' });
    onScroll();
  });
  // Whoever chose it: a key, the tray, or that it was just added.
  useLayoutEffect(() => bringInSight(selectedId), [selectedId]);

  // One listener for all rows, so that no row receives a function and all stay memoised.
  const onClick = ({ target }: MouseEvent): void => {
    const row = target instanceof Element ? target.closest('[role="option"]') : null;
    const clicked = connections.find(({ id }) => rowId(id) === row?.id);
    if (clicked !== undefined) onSelect(clicked.id);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = connections.findIndex(({ id }) => id === selectedId);
    let next = rowAfterKey(event.key, current, connections.length);
    if (next === undefined && event.key.length === 1) {
      const at = Date.now();
      const before = at - typed.current.at < typingPauseMs ? typed.current.letters : '';
      // Names contain spaces but do not begin with one.
      const letters = (before + event.key).trimStart();
      if (letters === '') return;
      typed.current = { letters, at };
      next = rowByLetters(
        letters,
        current,
        connections.map(({ name }) => name),
      );
    }
    const connection = next === undefined ? undefined : connections[next];
    if (connection === undefined) return;
    event.preventDefault();
    onSelect(connection.id);
  };

  return (
    <div
      ref={list}
      className={styles.list}
      role="listbox"
      aria-label="Connections"
      aria-activedescendant={rowId(selectedId)}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div role="presentation" className={styles.rows} style={{ height: connections.length * rowHeight }}>
        {connections.map((connection, index) => {
          const isSelected = connection.id === selectedId;
          const isThere = isSelected || (index >= from && index < to);
          return (
            isThere && (
              <ConnectionRow
                key={connection.id}
                id={connection.id}
                name={connection.name}
                environment={connection.environment}
                tone={listedStatus(connection, now).tone}
                shape={listedStatus(connection, now).shape}
                organisationId={connection.profile?.organisationId}
                colour={connection.colour}
                organisationName={connection.profile?.organisationName}
                line={statusLine(connection, now, people.get(connection.id))}
                isSelected={isSelected}
                index={index}
                count={connections.length}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
