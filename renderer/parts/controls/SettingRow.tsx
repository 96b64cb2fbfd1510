import { type ReactNode, useId } from 'react';
import styles from './SettingRow.module.css';

/** What names a control, and what explains it, by their ids. */
export interface Described {
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby'?: string;
}

interface SettingRowProps {
  readonly label: string;
  readonly help?: string;
  /** The control at the end of the row; none for what can only be read. */
  readonly children?: (described: Described) => ReactNode;
}

/** A line with a name, what it means, and its control. */
export function SettingRow({ label, help, children }: SettingRowProps) {
  const labelId = useId();
  const helpId = useId();
  const described = {
    'aria-labelledby': labelId,
    ...(help !== undefined && { 'aria-describedby': helpId }),
  };
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p id={labelId} className={styles.label}>
          {label}
        </p>
        {help !== undefined && (
          <p id={helpId} className={styles.help}>
            {help}
          </p>
        )}
      </div>
      {children?.(described)}
    </div>
  );
}
