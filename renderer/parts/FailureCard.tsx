import { ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { Failure } from '../../preload/failure.ts';
import type { FailureWords } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
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
  /** The failure, where it answers what the person did: each one is brought into sight. */
  readonly answer?: Failure | undefined;
  /** That was a form, which sends the focus here; a button keeps it, to be pressed again. */
  readonly isInForm?: boolean;
  readonly onAction: () => void;
}

/** A failure as a tinted card: what happened, what it means, one button, and folded details. */
export function FailureCard({
  words,
  next,
  isBusy = false,
  isSecondary = false,
  isInForm = false,
  ...props
}: FailureCardProps) {
  const { answer, onAction } = props;
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const card = useRef<HTMLElement>(null);
  const sentences = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (answer === undefined) return;
    // The whole card where there is room for it, and its sentences in any case.
    for (const each of [card, sentences]) each.current?.scrollIntoView({ block: 'nearest' });
    // The next Tab goes to its button, wherever the form was sent from.
    if (isInForm) card.current?.focus({ preventScroll: true });
  }, [answer, isInForm]);
  return (
    <section
      ref={card}
      className={classNames('arriving', styles.card, styles[isSecondary ? 'warn' : words.tone])}
      aria-labelledby={titleId}
      {...(isInForm && { tabIndex: -1 })}
    >
      <div ref={sentences} role="alert">
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
            {text('act.details')}
            <ChevronRight size={16} className={classNames(styles.chevron, open && styles.open)} aria-hidden="true" />
          </Button>
        )}
      </div>
      {open && (
        <dl className={styles.details}>
          {words.details?.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
