import { Button } from '../parts/Button.tsx';
import styles from './ConnectionFooter.module.css';

interface ConnectionFooterProps {
  readonly isBusy: boolean;
  readonly isRemoving: boolean;
  /** False where another button does the same. */
  readonly offersSignIn: boolean;
  /** The failure on the page names the client secret as a possible cause. */
  readonly offersNewSecret: boolean;
  readonly onSignInAgain: () => void;
  readonly onNewSecret: () => void;
  readonly onEdit: () => void;
  /** Absent for practice, which has no settings to copy. */
  readonly onDuplicate: (() => void) | undefined;
  readonly onRemove: () => void;
}

/** The rare actions, below what is used every day. */
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
      <Button look="quiet" onPress={props.onEdit}>
        Edit
      </Button>
      {props.onDuplicate !== undefined && (
        <Button look="quiet" onPress={props.onDuplicate}>
          Duplicate
        </Button>
      )}
      <Button look="quiet" isBusy={props.isRemoving} onPress={props.onRemove}>
        Remove
      </Button>
    </div>
  );
}
