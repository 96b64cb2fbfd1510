import { useEffect, useState } from 'react';
import type { DeskState } from '../../preload/contract.ts';
import { Button } from './Button.tsx';
import styles from './SignInProgress.module.css';

interface SignInProgressProps {
  readonly signIn: NonNullable<DeskState['signIn']>;
  readonly onShow: () => void;
  readonly onCancel: () => void;
}

/** What takes less is not worth a word, milliseconds. */
const quickMs = 1000;

/** What is being waited for on every screen, and what to do meanwhile; a window is named only while it is open. */
export function SignInProgress({ signIn: { name, host, window }, onShow, onCancel }: SignInProgressProps) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quickMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <section className={styles.progress} aria-label="Sign-in in progress">
      <p role="status" className={styles.text}>
        {window ? `${name}: waiting for you in the sign-in window` : `${name}: waiting for ${host || 'Fyle’s answer'}`}
        {window && host !== '' && <span className={styles.host}>{host}</span>}
      </p>
      <div className={styles.actions}>
        {window && <Button onPress={onShow}>Show the window</Button>}
        <Button look="quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
