import { type ReactNode, type Ref, useId } from 'react';
import type { FailureWords } from '../words/failureText.ts';
import { Button } from './Button.tsx';
import styles from './Panel.module.css';

interface PanelFormProps {
  readonly ref?: Ref<HTMLFormElement> | undefined;
  readonly title: string;
  /** It is all that there is on its page. */
  readonly isPage?: boolean;
  readonly text?: string;
  /** The word on the button that sends it. */
  readonly send: string;
  readonly isBusy: boolean;
  readonly onSend: () => void;
  /** What Escape does. */
  readonly onEscape?: () => void;
  /** The button beside. */
  readonly other: ReactNode;
  /** What went wrong that no field is to blame for. */
  readonly wrong?: Pick<FailureWords, 'title' | 'meaning'> | undefined;
  /** The fields. */
  readonly children: ReactNode;
}

/** A few fields in the page, sent by their button or by Enter. */
export function PanelForm({
  ref,
  title,
  isPage = false,
  text,
  send,
  isBusy,
  onSend,
  onEscape,
  other,
  wrong,
  children,
}: PanelFormProps) {
  const titleId = useId();
  const Title = isPage ? 'h1' : 'h2';
  return (
    <form
      ref={ref}
      className={styles.panel}
      aria-labelledby={titleId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onSend();
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
      {wrong !== undefined && (
        <p role="alert" className={styles.wrong}>
          <strong>{wrong.title}.</strong> {wrong.meaning}
        </p>
      )}
      <div className={styles.acts}>
        <Button type="submit" look="main" isBusy={isBusy}>
          {send}
        </Button>
        {other}
      </div>
    </form>
  );
}
