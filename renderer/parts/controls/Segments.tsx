import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import styles from './Segments.module.css';
import type { Described } from './SettingRow.tsx';

interface SegmentsProps<T extends string> extends Described {
  readonly value: T;
  /** `label`: where what is shown is no word. */
  readonly choices: readonly { readonly value: T; readonly shown: ReactNode; readonly label?: string }[];
  readonly onChange: (value: T) => void;
}

/** One of a few choices, side by side. */
export function Segments<T extends string>({ value, choices, onChange, ...described }: SegmentsProps<T>) {
  const choose = (chosen: string): void => {
    const choice = choices.find((one) => one.value === chosen);
    if (choice !== undefined) onChange(choice.value);
  };
  return (
    <RadioGroup className={styles.track ?? ''} orientation="horizontal" value={value} onChange={choose} {...described}>
      {choices.map(({ value: each, shown, label }) => (
        <Radio
          key={each}
          value={each}
          className={styles.segment ?? ''}
          {...(label !== undefined && { 'aria-label': label })}
        >
          {shown}
        </Radio>
      ))}
    </RadioGroup>
  );
}
