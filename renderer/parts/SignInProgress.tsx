import type { DeskState } from '../../preload/contract.ts';
import { useLasting } from '../state/useLasting.ts';
import { NO_ANSWER_YET, slowMs } from '../words/freshnessText.ts';
import { isolated } from '../words/nameText.ts';
import { Button } from './Button.tsx';
import styles from './SignInProgress.module.css';

interface SignInProgressProps {
  readonly signIn: NonNullable<DeskState['signIn']>;
  readonly onShow: () => void;
  readonly onCancel: () => void;
}

/** A sign-in that ends sooner is not announced, milliseconds. */
const quickMs = 1000;

/** Says on every screen what the sign-in waits for; mentions its window only while that is open. */
export function SignInProgress({ signIn: { name, host, window }, onShow, onCancel }: SignInProgressProps) {
  const isShown = useLasting(true, quickMs);
  const isSlow = useLasting(!window, slowMs);
  if (!isShown) return null;
  return (
    <section className={`arriving ${styles.progress}`} aria-label="Sign-in in progress">
      <p role="status" className={styles.text}>
        {`${isolated(name)}: waiting for ${window ? 'you in the sign-in window' : host || 'Fyle’s answer'}`}
        {window && host !== '' && <span className={styles.detail}>{host}</span>}
        {isSlow && <span className={styles.detail}>{NO_ANSWER_YET}</span>}
      </p>
      <div className="actions">
        {window && <Button onPress={onShow}>Show the window</Button>}
        <Button look="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
