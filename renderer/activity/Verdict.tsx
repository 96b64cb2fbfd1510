import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { useNow } from '../state/useNow.ts';
import { verdictText } from '../words/history/activityText.ts';
import { text } from '../words/text.ts';
import type { Proof } from './useLedgerFacts.ts';
import styles from './Verdict.module.css';

interface VerdictProps {
  readonly proof: Proof;
  readonly onProve: () => void;
}

/** Whether the history is whole: a line under the title; or what is broken, in a card. */
export function Verdict({ proof, onProve }: VerdictProps) {
  const now = useNow(60_000);
  const { verdict, failure } = proof;
  const words = verdict && verdictText(verdict, now);
  return (
    <div className={classNames(styles.verdict, words?.more !== undefined && styles.wide)} role="status">
      {words === undefined && (
        <p className={styles.line}>{text(failure === undefined ? 'activity.checking' : 'activity.notChecked')}</p>
      )}
      {words !== undefined && words.more === undefined && (
        <p className={styles.line}>
          <ShieldCheck size={16} aria-hidden="true" className={styles.good} />
          <span>
            <b className={styles.good}>{words.word}</b>
            {words.rest}
          </span>
        </p>
      )}
      {words?.more !== undefined && (
        <div className={styles.broken}>
          <ShieldAlert size={18} aria-hidden="true" className={styles.bad} />
          <div>
            <h2 className={styles.title}>{words.word}</h2>
            {words.more.map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </div>
      )}
      {(words !== undefined || failure !== undefined) && (
        <Button look="quiet" onPress={onProve}>
          {text('activity.checkAgain')}
        </Button>
      )}
    </div>
  );
}
