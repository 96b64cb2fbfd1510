import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import type { FailureWords } from '../words/failures/failureText.ts';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import styles from './FailureCard.module.css';

interface FailureCardProps {
  readonly words: FailureWords;
  /** What Token Desk does next, as a sentence. */
  readonly next?: string | undefined;
  readonly isBusy?: boolean;
  /** The failure stops nothing, so its button is not the screen's main one. */
  readonly isSecondary?: boolean;
  readonly onAction: () => void;
}

/** A failure as a tinted card: what happened, what it means, one button, and folded details. */
export function FailureCard({ words, next, isBusy = false, isSecondary = false, onAction }: FailureCardProps) {
  const [open, setOpen] = useState(false);
  const titleId = useId();
  return (
    <section
      className={classNames('arriving', styles.card, styles[isSecondary ? 'warn' : words.tone])}
      aria-labelledby={titleId}
    >
      <div role="alert">
        <h2 id={titleId} className={styles.title}>
          {words.title}
        </h2>
        <p className={styles.meaning}>{words.meaning}</p>
      </div>
      {next !== undefined && <p className={styles.next}>{next}</p>}
      <div className={`actions ${styles.actions}`}>
        <Button
          look={isSecondary ? 'plain' : words.tone === 'bad' ? 'danger' : 'caution'}
          isBusy={isBusy}
          onPress={onAction}
        >
          {words.action.label}
        </Button>
        {words.details !== undefined && (
          <Button look="quiet" expanded={open} onPress={() => setOpen(!open)}>
            Details
            <ChevronRight size={16} className={classNames(styles.chevron, open && styles.open)} aria-hidden="true" />
          </Button>
        )}
      </div>
      {open && (
        <dl className={styles.details}>
          {words.details?.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
