import { type KeyboardEvent, useRef } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import { rowAfterKey, rowByLetters } from './listKeys.ts';

/** Letters typed within this time form one search, milliseconds. */
const typingPauseMs = 700;

/** What a key does in the list: arrows move the choice, over the groups too, and letters jump to a name. */
export function useListKeys(
  rows: readonly ConnectionState[],
  selectedId: string,
  onSelect: (id: string) => void,
): (event: KeyboardEvent) => void {
  const typed = useRef({ letters: '', at: 0 });
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = rows.findIndex(({ id }) => id === selectedId);
    let next = rowAfterKey(event.key, current, rows.length);
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
        rows.map(({ name }) => name),
      );
    }
    const connection = next === undefined ? undefined : rows[next];
    if (connection === undefined) return;
    event.preventDefault();
    onSelect(connection.id);
  };
}
