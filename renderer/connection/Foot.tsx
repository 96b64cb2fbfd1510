import { useEffect, useRef } from 'react';
import { Button } from '../parts/Button.tsx';
import styles from './Foot.module.css';

interface FootProps {
  readonly isBusy: boolean;
  readonly isRemoving: boolean;
  /** False where the failure's own button says the same. */
  readonly offersSignIn: boolean;
  /** The failure in sight names the client secret as a possible cause. */
  readonly offersNewSecret: boolean;
  /** The question about removing has just been answered with no: the keyboard goes back to where it came from. */
  readonly takesFocus: boolean;
  readonly onSignInAgain: () => void;
  readonly onNewSecret: () => void;
  readonly onRemove: () => void;
}

/** What is done once a year, out of the way of what is done each day. */
export function Foot({ takesFocus, ...props }: FootProps) {
  const remove = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) remove.current?.focus();
  }, [takesFocus]);
  return (
    <div className={styles.foot}>
      {props.offersSignIn && (
        <Button look="quiet" isBusy={props.isBusy} onPress={props.onSignInAgain}>
          Sign in again
        </Button>
      )}
      {props.offersNewSecret && (
        <Button look="quiet" onPress={props.onNewSecret}>
          Enter a new client secret
        </Button>
      )}
      <Button look="quiet" isBusy={props.isRemoving} onPress={props.onRemove} ref={remove}>
        Remove
      </Button>
    </div>
  );
}
