import type { LucideIcon } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './IconButton.module.css';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its name, also shown when the pointer rests on it. */
  readonly label: string;
  /** What it leads to is shown now. */
  readonly isCurrent?: boolean;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button 32 pixels wide and high that shows a picture alone. */
export function IconButton({ icon: Icon, label, isCurrent = false, onPress, ref }: IconButtonProps) {
  return (
    <span title={label} className={styles.box}>
      <AriaButton
        {...(ref !== undefined && { ref })}
        className={styles.button ?? ''}
        aria-label={label}
        {...(isCurrent && { 'aria-current': 'page' })}
        onPress={onPress}
      >
        <Icon size={18} aria-hidden="true" />
      </AriaButton>
    </span>
  );
}
