import { useEffect, useState } from 'react';
import type { DeskState } from '../../preload/contract.ts';
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
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), quickMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isSlow) return null;
  return (
    <section className={`arriving ${styles.progress}`} aria-label="Sign-in in progress">
      <p role="status" className={styles.text}>
        {window ? `${name}: waiting for you in the sign-in window` : `${name}: waiting for ${host || 'Fyle’s answer'}`}
        {window && host !== '' && <span className={styles.host}>{host}</span>}
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
