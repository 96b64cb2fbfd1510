import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import styles from './CheckBox.module.css';

interface CheckBoxProps {
  readonly label: string;
  readonly help?: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

/** A choice of yes or no. */
export function CheckBox({ label, help, isSelected, onChange }: CheckBoxProps) {
  return (
    <Checkbox className={styles.choice ?? ''} isSelected={isSelected} onChange={onChange}>
      <span className={styles.box}>
        <Check size={14} aria-hidden="true" />
      </span>
      <span>
        {label}
        {help !== undefined && <span className={styles.help}>{help}</span>}
      </span>
    </Checkbox>
  );
}
