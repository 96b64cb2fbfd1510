import { useEffect, useRef } from 'react';
import type { DeskState } from '../../preload/contract.ts';
import { Button } from './Button.tsx';
import styles from './SignInProgress.module.css';

interface SignInProgressProps {
  /** Absent until main says what it waits for. */
  readonly signIn: DeskState['signIn'];
  readonly onShow: () => void;
  readonly onCancel: () => void;
}

/** What is being waited for, and what to do meanwhile; a window is named only while it is open. */
export function SignInProgress({ signIn, onShow, onCancel }: SignInProgressProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div className={styles.progress} ref={panel}>
      <p role="status" className={styles.text}>
        {signIn?.window === true
          ? 'Waiting for you in the sign-in window'
          : `Waiting for ${signIn?.host || 'Fyle’s answer'}`}
        {signIn?.window === true && signIn.host !== '' && <span className={styles.host}>{signIn.host}</span>}
      </p>
      {signIn !== undefined && (
        <div className={styles.acts}>
          {signIn.window && <Button onPress={onShow}>Show the window</Button>}
          <Button look="quiet" onPress={onCancel}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}
