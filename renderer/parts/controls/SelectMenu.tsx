import { ChevronDown, ChevronsUpDown } from 'lucide-react';
import { classNames } from '../classNames.ts';
import styles from './SelectMenu.module.css';
import type { Described } from './SettingRow.tsx';

/** A value and its words. */
export type Choice<T> = readonly [value: T, text: string];

interface SelectMenuProps<T> extends Partial<Described> {
  /** Its name, where no label stands beside it. */
  readonly label?: string;
  /** As high as a field beside it, or as the controls in a row of the settings. */
  readonly look?: 'setting' | 'field';
  readonly value: T;
  /** A group without a title, or without choices, has no heading. */
  readonly groups: readonly (readonly [title: string, choices: readonly Choice<T>[]])[];
  readonly onChange: (value: T) => void;
}

/** One of several choices in a menu of the system, which every keyboard, screen reader and theme knows. */
export function SelectMenu<T extends string | number | undefined>(props: SelectMenuProps<T>) {
  const { label, look = 'setting', value, groups, onChange, ...described } = props;
  const all = groups.flatMap(([, choices]) => choices);
  const Icon = look === 'field' ? ChevronDown : ChevronsUpDown;
  return (
    <span className={classNames(styles.box, styles[look])}>
      <select
        aria-label={label}
        value={keyOf(value)}
        onChange={({ target }) => {
          const choice = all.find(([each]) => keyOf(each) === target.value);
          if (choice !== undefined) onChange(choice[0]);
        }}
        {...described}
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
      <Icon size={14} aria-hidden="true" className={styles.icon} />
    </span>
  );
}

function optionOf<T extends string | number | undefined>([value, text]: Choice<T>) {
  return (
    <option key={keyOf(value)} value={keyOf(value)} dir="auto">
      {text}
    </option>
  );
}

function keyOf(value: string | number | undefined): string {
  return String(value ?? '');
}
