import { useEffect, useId, useRef } from 'react';
import type { AccountChoice } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import styles from './Panel.module.css';

interface AccountQuestionProps {
  /** Whose the connection is: `Jane Doe (jane@acme.example), Acme Ltd`. */
  readonly expected: string;
  /** Who has just signed in. */
  readonly got: string;
  readonly isBusy: boolean;
  readonly onChoose: (choice: AccountChoice) => void;
}

/** Asks what is meant when somebody else signed in: nothing was changed so far. */
export function AccountQuestion({ expected, got, isBusy, onChoose }: AccountQuestionProps) {
  const titleId = useId();
  const textId = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <section className={styles.panel} aria-labelledby={titleId}>
      <div role="alert">
        <h2 id={titleId} className={styles.title}>
          That was another account
        </h2>
        <p id={textId} className={styles.text}>
          This connection belongs to <strong>{expected}</strong>. Now <strong>{got}</strong> has signed in. Nothing was
          changed so far.
        </p>
      </div>
      <div className={styles.acts}>
        <Button ref={keep} isBusy={isBusy} describedBy={textId} onPress={() => onChoose('keep')}>
          Keep it as it was
        </Button>
        <Button isBusy={isBusy} onPress={() => onChoose('add')}>
          Add as a new connection
        </Button>
        <Button look="danger" isBusy={isBusy} onPress={() => onChoose('change')}>
          Change the account
        </Button>
      </div>
    </section>
  );
}
