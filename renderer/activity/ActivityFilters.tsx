import { Search } from 'lucide-react';
import { useId } from 'react';
import type { ActivityConnection, ActivityQuery } from '../../preload/activity.ts';
import { type Choice, SelectMenu } from '../parts/controls/SelectMenu.tsx';
import { kindChoices, timeChoices } from '../words/history/activityText.ts';
import { text } from '../words/text.ts';
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

/** A search field and three menus. */
export function ActivityFilters({ chosen, onChoose, present, removed }: ActivityFiltersProps) {
  const searchId = useId();
  return (
    <search className={styles.filters}>
      <label className={styles.search} htmlFor={searchId}>
        <Search size={16} aria-hidden="true" />
        <span className="spoken">{text('activity.search')}</span>
        <input
          id={searchId}
          type="search"
          value={chosen.text}
          maxLength={400}
          placeholder={text('activity.search')}
          autoComplete="off"
          spellCheck="false"
          onChange={({ target }) => onChoose({ ...chosen, text: target.value })}
        />
      </label>
      <SelectMenu
        look="field"
        label={text('activity.connection')}
        value={chosen.connection}
        onChange={(connection) => onChoose({ ...chosen, connection })}
        groups={[
          ['', [[undefined, text('activity.allConnections')]]],
          ['', present.map(choiceOf)],
          [text('activity.removed'), removed.map(choiceOf)],
        ]}
      />
      <SelectMenu
        look="field"
        label={text('activity.what')}
        value={chosen.kind}
        onChange={(kind) => onChoose({ ...chosen, kind })}
        groups={[['', kindChoices()]]}
      />
      <SelectMenu
        look="field"
        label={text('activity.when')}
        value={chosen.days}
        onChange={(days) => onChoose({ ...chosen, days })}
        groups={[['', timeChoices()]]}
      />
    </search>
  );
}

function choiceOf({ id, name, organisation }: ActivityConnection): Choice<string | undefined> {
  return [id, name || organisation || text('activity.noName')];
}
