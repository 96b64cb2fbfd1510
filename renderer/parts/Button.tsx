import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { text } from '../words/text.ts';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  /** `main` once on a screen; `danger` and `caution` in a tinted card; `quiet` without a frame. */
  readonly look?: 'main' | 'plain' | 'danger' | 'caution' | 'quiet';
  readonly type?: 'button' | 'submit';
  /** Its work is under way: the button keeps its focus and size, and ignores presses. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  /** Its name for screen readers, where the visible words are not enough. */
  readonly label?: string;
  readonly expanded?: boolean;
  readonly describedBy?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button 40 pixels high. Its words are a verb. */
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
      // Not react-aria's `isPending`: its announcement refers to an element that is removed when the work ends.
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
          <span className="spoken">{text('button.wait')}</span>
        </span>
      )}
    </AriaButton>
  );
}
