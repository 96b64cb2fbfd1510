import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import styles from './ClipboardToast.module.css';

interface ToastButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Its work is under way: the button keeps its focus and ignores presses. */
  readonly isBusy: boolean;
}

/** A button on the toast's dark ground. */
export function ToastButton({ children, onPress, isBusy }: ToastButtonProps) {
  return (
    <Button className={styles.action ?? ''} aria-disabled={isBusy} {...(!isBusy && { onPress })}>
      {children}
    </Button>
  );
}
