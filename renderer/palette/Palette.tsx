import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Avatar } from '../parts/Avatar.tsx';
import { classNames } from '../parts/classNames.ts';
import { Overlay } from '../parts/Overlay.tsx';
import { rowAfterKey } from '../sidebar/listKeys.ts';
import { foundText } from '../words/actText.ts';
import { keysText } from '../words/keysText.ts';
import { text } from '../words/text.ts';
import styles from './Palette.module.css';
import { type PaletteRow, type PaletteWorld, paletteRows } from './paletteRows.ts';

/** Longer than an action and a name. */
const longestQuery = 200;

interface PaletteProps {
  readonly world: PaletteWorld;
  /** Whose connections are, of those that read alike, by id. */
  readonly people: ReadonlyMap<string, string>;
  readonly onDo: (row: PaletteRow) => void;
  readonly onClose: () => void;
}

/** Everything that can be done, by typing: the field has the focus, arrows choose, Enter or a click does it. */
export function Palette({ world, people, onDo, onClose }: PaletteProps) {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { rows, more } = paletteRows(query, world);
  const chosen = rows[Math.min(current, rows.length - 1)];
  const rowId = (row: PaletteRow) => `${listId} ${row.key}`.replaceAll(' ', '-');
  const found = foundText(rows.length, more);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // An input method takes its keys first; the field's own ways to move stay.
    if (event.nativeEvent.isComposing || event.key === 'Home' || event.key === 'End') return;
    const next = rowAfterKey(event.key, Math.min(current, rows.length - 1), rows.length);
    if (next !== undefined) setCurrent(next);
    else if (event.key === 'Enter' && chosen !== undefined && !event.repeat) onDo(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Overlay label={text('act.palette')} look="search" onClose={onClose}>
      <div className={styles.head}>
        <Search size={18} aria-hidden="true" />
        <input
          ref={field}
          className={styles.field}
          role="combobox"
          aria-label={text('act.palette')}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={listId}
          aria-activedescendant={chosen && rowId(chosen)}
          placeholder={text('palette.prompt')}
          value={query}
          maxLength={longestQuery}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setQuery(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={text('palette.actions')}
        tabIndex={-1}
        className={styles.list}
      >
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          <div
            key={row.key}
            id={rowId(row)}
            role="option"
            tabIndex={-1}
            aria-selected={row === chosen}
            className={classNames(styles.row, row === chosen && styles.chosen)}
            onPointerMove={() => setCurrent(index)}
            onClick={() => onDo(row)}
          >
            {row.is === 'window' ? (
              <span className={styles.title}>{row.title}</span>
            ) : (
              <OfConnection row={row} person={people.get(row.connection.id)} />
            )}
            {row.is === 'window' && keysText(row.act) !== undefined && (
              <kbd className={styles.keys}>{keysText(row.act)}</kbd>
            )}
          </div>
        ))}
      </div>
      <p role="status" className={styles.found}>
        {found}
      </p>
    </Overlay>
  );
}

interface OfConnectionProps {
  readonly row: Exclude<PaletteRow, { readonly is: 'window' }>;
  readonly person: string | undefined;
}

/** What is done, and with which connection. */
function OfConnection({ row: { title, connection }, person }: OfConnectionProps) {
  const { id, name, environment, colour, profile } = connection;
  return (
    <>
      <span className={styles.title}>{title}</span>
      <span className={styles.connection}>
        <Avatar {...{ id, name, environment, colour, organisationId: profile?.organisationId }} size="small" />
        <bdi className={styles.name}>{name}</bdi>
        {person !== undefined && <bdi className={styles.person}>{person}</bdi>}
      </span>
    </>
  );
}
