import { type ReactNode, type Ref, useId } from 'react';
import type { FailureWords } from '../words/failures/failureText.ts';
import { Button } from './Button.tsx';
import styles from './Panel.module.css';

interface PanelFormProps {
  readonly ref?: Ref<HTMLFormElement> | undefined;
  readonly title: string;
  /** It is alone on its page. */
  readonly isPage?: boolean;
  readonly text?: string;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly onEscape?: () => void;
  readonly secondaryButton: ReactNode;
  /** A failure that is no single field's. */
  readonly problem?: Pick<FailureWords, 'title' | 'meaning'> | undefined;
  /** The fields. */
  readonly children: ReactNode;
}

/** A few fields within the page, submitted by their button or by Enter. */
export function PanelForm({
  ref,
  title,
  isPage = false,
  text,
  submitLabel,
  isBusy,
  onSubmit,
  onEscape,
  secondaryButton,
  problem,
  children,
}: PanelFormProps) {
  const titleId = useId();
  const Title = isPage ? 'h1' : 'h2';
  return (
    <form
      ref={ref}
      className={`card arriving ${styles.panel}`}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEscape?.();
      }}
    >
      <Title id={titleId} className={styles.title}>
        {title}
      </Title>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      <div className={styles.fields}>{children}</div>
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          <strong>{problem.title}.</strong> {problem.meaning}
        </p>
      )}
      <div className={`actions ${styles.actions}`}>
        <Button type="submit" look="main" isBusy={isBusy}>
          {submitLabel}
        </Button>
        {secondaryButton}
      </div>
    </form>
  );
}
