import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './Panel.module.css';

interface QuestionProps {
  readonly title: string;
  /** What happens on yes. */
  readonly text: ReactNode;
  /** The button that changes nothing. It has the focus first, and Escape does the same. */
  readonly cancelLabel: string;
  readonly onCancel: () => void;
  /** Cancelling is under way. */
  readonly isBusy?: boolean;
  /** Yes is under way, too late to cancel. */
  readonly isDisabled?: boolean;
  /** The buttons that say yes. */
  readonly children: ReactNode;
}

/** Asks within the page before something is lost. */
export function Question({
  title,
  text,
  cancelLabel,
  onCancel,
  isBusy = false,
  isDisabled = false,
  children,
}: QuestionProps) {
  const titleId = useId();
  const textId = useId();
  const cancelButton = useRef<HTMLButtonElement>(null);
  useEffect(() => cancelButton.current?.focus(), []);
  return (
    <section
      className={`card arriving ${styles.panel}`}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Or the screen around the question would take Escape as the wish to leave.
        event.stopPropagation();
        if (!isBusy && !isDisabled) onCancel();
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      <p id={textId} className={styles.text}>
        {text}
      </p>
      <div className={`actions ${styles.actions}`}>
        <Button ref={cancelButton} isBusy={isBusy} isDisabled={isDisabled} onPress={onCancel} describedBy={textId}>
          {cancelLabel}
        </Button>
        {children}
      </div>
    </section>
  );
}
