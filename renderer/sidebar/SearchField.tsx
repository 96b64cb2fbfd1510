import { Search, X } from 'lucide-react';
import { type KeyboardEvent as FieldKey, type RefObject, useRef } from 'react';
import { isLetterHeld, useWindowKeys } from '../menus/shortcuts.ts';
import { useOffer } from '../state/acts.ts';
import { edgeKeysText } from '../words/keysText.ts';
import { text } from '../words/text.ts';
import styles from './SearchField.module.css';

interface SearchFieldProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
  /** Opens the first connection that is found. */
  readonly onEnter: () => void;
  readonly list: RefObject<HTMLDivElement | null>;
}

/** Longer than any name. */
const longestQuery = 200;

/**
 * Finds connections. Ctrl+F and Ctrl+K come here from everywhere, a second Ctrl+K goes on to the quick actions, arrow down and Escape go into the list, and Escape
 * clears first what is typed.
 */
export function SearchField({ query, onChange, onEnter, list }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const find = (): void => {
    field.current?.focus();
    field.current?.select();
  };
  useOffer({ find });
  useWindowKeys({ isFirst: false }, (event) => {
    if (!isLetterHeld(event, 'F', 'K')) return;
    event.preventDefault();
    find();
  });

  const onKeyDown = (event: FieldKey<HTMLInputElement>): void => {
    // An input method takes its keys first.
    if (event.nativeEvent.isComposing) return;
    const isLeaving = event.key === 'ArrowDown' || (event.key === 'Escape' && query === '');
    if (event.key === 'Escape') onChange('');
    else if (event.key === 'Enter') onEnter();
    else if (!isLeaving) return;
    event.preventDefault();
    if (isLeaving || event.key === 'Enter') list.current?.focus();
  };

  return (
    <div className={styles.search}>
      <Search size={16} aria-hidden="true" className={styles.icon} />
      <input
        ref={field}
        className={styles.input}
        type="search"
        aria-label={text('search.label')}
        aria-keyshortcuts="Control+F Control+K Meta+F Meta+K"
        placeholder={text('search.prompt')}
        value={query}
        maxLength={longestQuery}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {query === '' ? (
        <span className={styles.keys} aria-hidden="true">
          {edgeKeysText('K')}
        </span>
      ) : (
        <button
          className={styles.clear}
          type="button"
          aria-label={text('search.clear')}
          onClick={() => {
            onChange('');
            field.current?.focus();
          }}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
