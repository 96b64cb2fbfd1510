import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { ConnectionState } from '../../preload/contract.ts';
import { useNow } from '../state/useNow.ts';
import { statusLine } from '../words/statusText.ts';
import styles from './ConnectionList.module.css';
import { ConnectionRow, rowId } from './ConnectionRow.tsx';
import { rowAfterKey, rowByLetters } from './listKeys.ts';

interface ConnectionListProps {
  readonly connections: readonly ConnectionState[];
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
}

/** Letters typed within this time form one search, milliseconds. */
const typingPauseMs = 700;

/**
 * The connections as one list box: a single Tab stop; arrow keys move the selection, letters jump to a name.
 * Rows are memoised, and rows out of view are not laid out, so that a thousand stay fast.
 */
export function ConnectionList({ connections, selectedId, onSelect }: ConnectionListProps) {
  const now = useNow(60_000);
  const typed = useRef({ letters: '', at: 0 });

  // Also when the tray or a new connection changed the selection.
  useEffect(() => document.getElementById(rowId(selectedId))?.scrollIntoView({ block: 'nearest' }), [selectedId]);

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
      className={styles.list}
      role="listbox"
      aria-label="Connections"
      aria-activedescendant={rowId(selectedId)}
      tabIndex={0}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {connections.map((connection) => (
        <ConnectionRow
          key={connection.id}
          id={connection.id}
          name={connection.name}
          environment={connection.environment}
          status={connection.status}
          organisationId={connection.profile?.organisationId}
          organisationName={connection.profile?.organisationName}
          line={statusLine(connection, now)}
          isSelected={connection.id === selectedId}
        />
      ))}
    </div>
  );
}
