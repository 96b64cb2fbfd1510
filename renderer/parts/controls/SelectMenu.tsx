import { ChevronsUpDown } from 'lucide-react';
import styles from './SelectMenu.module.css';
import type { Described } from './SettingRow.tsx';

interface SelectMenuProps<T extends number> extends Described {
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** One of several choices in a menu of the system, which every keyboard, screen reader and theme knows. */
export function SelectMenu<T extends number>({ value, choices, onChange, ...described }: SelectMenuProps<T>) {
  return (
    <span className={styles.box}>
      <select
        className={styles.select}
        value={value}
        onChange={({ target }) => {
          const choice = choices.find((one) => String(one.value) === target.value);
          if (choice !== undefined) onChange(choice.value);
        }}
        {...described}
      >
        {choices.map(({ value: each, text }) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <ChevronsUpDown size={14} aria-hidden="true" className={styles.icon} />
    </span>
  );
}
