import { ChevronDown, Search } from 'lucide-react';
import { useId } from 'react';
import type { ActivityConnection, ActivityQuery } from '../../preload/activity.ts';
import { kindChoices, timeChoices } from '../words/history/activityText.ts';
import styles from './ActivityFilters.module.css';

/** What the person has chosen to see. */
export type Chosen = Pick<ActivityQuery, 'connection' | 'kind' | 'days'> & { readonly text: string };

interface ActivityFiltersProps {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
  /** Those in the list, and those that only the history knows. */
  readonly present: readonly ActivityConnection[];
  readonly removed: readonly ActivityConnection[];
}

/** A search field, and three menus of the system, which every keyboard, screen reader and theme knows. */
export function ActivityFilters({ chosen, onChoose, present, removed }: ActivityFiltersProps) {
  const searchId = useId();
  return (
    <search className={styles.filters}>
      <label className={styles.search} htmlFor={searchId}>
        <Search size={16} aria-hidden="true" />
        <span className="spoken">Search activity</span>
        <input
          id={searchId}
          type="search"
          value={chosen.text}
          maxLength={400}
          placeholder="Search activity"
          autoComplete="off"
          spellCheck="false"
          onChange={({ target }) => onChoose({ ...chosen, text: target.value })}
        />
      </label>
      <Menu
        label="Connection"
        value={chosen.connection}
        onChange={(connection) => onChoose({ ...chosen, connection })}
        groups={[
          ['', [[undefined, 'All connections']]],
          ['', present.map(choiceOf)],
          ['Removed', removed.map(choiceOf)],
        ]}
      />
      <Menu
        label="What"
        value={chosen.kind}
        onChange={(kind) => onChoose({ ...chosen, kind })}
        groups={[['', kindChoices]]}
      />
      <Menu
        label="When"
        value={chosen.days}
        onChange={(days) => onChoose({ ...chosen, days })}
        groups={[['', timeChoices]]}
      />
    </search>
  );
}

type Choice<T> = readonly [value: T | undefined, text: string];

function choiceOf({ id, name, organisation }: ActivityConnection): Choice<string> {
  return [id, name || organisation || 'Without a name'];
}

interface MenuProps<T> {
  readonly label: string;
  readonly value: T | undefined;
  readonly groups: readonly (readonly [title: string, choices: readonly Choice<T>[]])[];
  readonly onChange: (value: T | undefined) => void;
}

function Menu<T extends string | number>({ label, value, groups, onChange }: MenuProps<T>) {
  const all = groups.flatMap(([, choices]) => choices);
  return (
    <span className={styles.menu}>
      <select
        aria-label={label}
        value={String(value ?? '')}
        onChange={({ target }) => onChange(all.find(([each]) => String(each ?? '') === target.value)?.[0])}
      >
        {groups.map(([title, choices]) =>
          title !== '' && choices.length > 0 ? (
            <optgroup key={title} label={title}>
              {choices.map(optionOf)}
            </optgroup>
          ) : (
            choices.map(optionOf)
          ),
        )}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  );
}

function optionOf<T extends string | number>([value, text]: Choice<T>) {
  return (
    <option key={String(value ?? '')} value={String(value ?? '')} dir="auto">
      {text}
    </option>
  );
}
