import { useId } from 'react';
import type { ConnectionState } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { clockText } from '../timeText.ts';
import { useNow } from '../useNow.ts';
import styles from './Acts.module.css';
import type { Act } from './useActs.ts';

/** Copying renews early enough for ten fresh minutes only when a token lives at least this long. */
const promisedLifetimeMs = 30 * 60_000;

interface ActsProps {
  readonly accessToken: ConnectionState['accessToken'];
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
export function Acts({ accessToken, busy, isRenewing, isMain, isRevealed, onCopy, onReveal, onRenew }: ActsProps) {
  const promiseId = useId();
  const now = useNow(60_000);
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
        {promise(accessToken, now)}
      </p>
    </div>
  );
}

function promise(token: ConnectionState['accessToken'], now: number): string {
  if (token === undefined || token.expiresAt - token.issuedAt >= promisedLifetimeMs) {
    return 'Fresh for at least 10 minutes when you paste it';
  }
  return token.expiresAt > now ? `Valid until ${clockText(token.expiresAt)}` : 'Renews when you copy it';
}
