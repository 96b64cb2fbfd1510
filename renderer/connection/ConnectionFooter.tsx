import { Button } from '../parts/Button.tsx';
import styles from './ConnectionFooter.module.css';

interface ConnectionFooterProps {
  readonly isBusy: boolean;
  readonly isRemoving: boolean;
  /** False where the failure's own button says the same. */
  readonly offersSignIn: boolean;
  /** The failure in sight names the client secret as a possible cause. */
  readonly offersNewSecret: boolean;
  readonly onSignInAgain: () => void;
  readonly onNewSecret: () => void;
  readonly onRemove: () => void;
}

/** What is done once a year, out of the way of what is done each day. */
export function ConnectionFooter(props: ConnectionFooterProps) {
  return (
    <div className={styles.footer}>
      {props.offersSignIn && (
        <Button look="quiet" isBusy={props.isBusy} onPress={props.onSignInAgain}>
          Sign in again
        </Button>
      )}
      {props.offersNewSecret && (
        <Button look="quiet" onPress={props.onNewSecret}>
          Enter new client secret
        </Button>
      )}
      <Button look="quiet" isBusy={props.isRemoving} onPress={props.onRemove}>
        Remove
      </Button>
    </div>
  );
}
