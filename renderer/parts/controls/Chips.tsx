import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import styles from './Chips.module.css';
import type { Described } from './SettingRow.tsx';

interface ChipsProps<T extends number> extends Described {
  readonly chosen: readonly T[];
  readonly choices: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Any of a few choices, side by side. */
export function Chips<T extends number>({ chosen, choices, onChange, ...described }: ChipsProps<T>) {
  return (
    <fieldset className={styles.chips} {...described}>
      {choices.map(({ value, text }) => (
        <Checkbox
          key={value}
          className={styles.chip ?? ''}
          isSelected={chosen.includes(value)}
          onChange={(is) => onChange(is ? [...chosen, value] : chosen.filter((one) => one !== value))}
        >
          <Check size={14} aria-hidden="true" className={styles.mark} />
          {text}
        </Checkbox>
      ))}
    </fieldset>
  );
}
