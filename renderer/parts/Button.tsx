import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `main` one a screen; `danger` and `caution` inside a tinted card; `quiet` has no frame. */
  readonly look?: 'main' | 'plain' | 'danger' | 'caution' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** Its work is under way: it keeps its focus and size, and does nothing until that is done. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** The name for a screen reader where the visible words are not enough. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly describedBy?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button 40 pixels high; its words are a verb. */
export function Button({
  children,
  onPress,
  look = 'plain',
  type = 'button',
  isBusy = false,
  isDisabled = false,
  label,
  expanded,
  describedBy,
  ref,
}: ButtonProps) {
  return (
    <AriaButton
      {...(ref !== undefined && { ref })}
      className={classNames(styles.button, styles[look], isBusy && styles.pending)}
      // Not react-aria's `isPending`: it announces by an element that names one which is gone when the work ends.
      type={isBusy ? 'button' : type}
      aria-disabled={isBusy}
      isDisabled={isDisabled}
      {...(onPress !== undefined && !isBusy && { onPress })}
      {...(label !== undefined && { 'aria-label': label })}
      {...(expanded !== undefined && { 'aria-expanded': expanded })}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
    >
      <span className={styles.words}>{children}</span>
      {isBusy && (
        <span className={styles.busy}>
          <span className={styles.spinner} aria-hidden="true" />
          <span className="spoken">, please wait</span>
        </span>
      )}
    </AriaButton>
  );
}
