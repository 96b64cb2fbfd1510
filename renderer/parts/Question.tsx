import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './Panel.module.css';

interface QuestionProps {
  readonly title: string;
  /** What yes means. */
  readonly text: ReactNode;
  /** The word for no. It has the focus first, and Escape says the same. */
  readonly no: string;
  readonly onNo: () => void;
  /** No is being done. */
  readonly isBusy?: boolean;
  /** Yes is being done: no comes too late. */
  readonly isDisabled?: boolean;
  /** The button that says yes. */
  readonly children: ReactNode;
}

/** Asks before something is lost, in the page. */
export function Question({ title, text, no, onNo, isBusy = false, isDisabled = false, children }: QuestionProps) {
  const titleId = useId();
  const textId = useId();
  const noButton = useRef<HTMLButtonElement>(null);
  useEffect(() => noButton.current?.focus(), []);
  return (
    <section
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // The screen around it takes Escape as the wish to leave.
        event.stopPropagation();
        if (!isBusy && !isDisabled) onNo();
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      <p id={textId} className={styles.text}>
        {text}
      </p>
      <div className={styles.acts}>
        <Button ref={noButton} isBusy={isBusy} isDisabled={isDisabled} onPress={onNo} describedBy={textId}>
          {no}
        </Button>
        {children}
      </div>
    </section>
  );
}
