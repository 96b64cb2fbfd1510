import { useEffect, useRef } from 'react';
import { Button } from './Button.tsx';
import styles from './SignInProgress.module.css';

interface SignInProgressProps {
  /** The host of the sign-in window; absent when Fyle is asked without one. */
  readonly host?: string | undefined;
  readonly onShow: () => void;
  readonly onCancel: () => void;
}

/** What is being waited for, and the two things to do meanwhile. */
export function SignInProgress({ host, onShow, onCancel }: SignInProgressProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div className={styles.progress} ref={panel}>
      <p role="status" className={styles.text}>
        {host === undefined ? 'Waiting for Fyle’s answer' : 'Waiting for you in the sign-in window'}
        {host !== undefined && host !== '' && <span className={styles.host}>{host}</span>}
      </p>
      {host !== undefined && (
        <div className={styles.acts}>
          <Button onPress={onShow}>Show the window</Button>
          <Button look="quiet" onPress={onCancel}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
