import { useId } from 'react';
import { Button } from '../parts/Button.tsx';
import styles from './Acts.module.css';
import type { Act } from './useActs.ts';

interface ActsProps {
  readonly busy: ReadonlySet<Act>;
  readonly isRenewing: boolean;
  /** Copying is the screen's main button, unless a failure has a button of its own. */
  readonly isMain: boolean;
  readonly isRevealed: boolean;
  readonly onCopy: () => void;
  readonly onReveal: () => void;
  readonly onRenew: () => void;
}

/** What is done with a token: copied, shown, renewed. */
export function Acts({ busy, isRenewing, isMain, isRevealed, onCopy, onReveal, onRenew }: ActsProps) {
  const promiseId = useId();
  return (
    <div className={styles.acts}>
      <Button look={isMain ? 'main' : 'plain'} isBusy={busy.has('copy')} onPress={onCopy} describedBy={promiseId}>
        Copy token
      </Button>
      <Button isBusy={busy.has('reveal')} onPress={onReveal} label={isRevealed ? 'Hide token' : 'Reveal token'}>
        {isRevealed ? 'Hide' : 'Reveal'}
      </Button>
      <Button isBusy={busy.has('renew') || isRenewing} onPress={onRenew}>
        Renew now
      </Button>
      <p id={promiseId} className={styles.promise}>
        Fresh for at least 10 minutes when you paste it
      </p>
    </div>
  );
}
