import type { Ref } from 'react';
import type { Bridge, ConnectionRef } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import type { SignIn } from '../state/useSignIns.ts';
import { close, retry } from '../words/failures/failurePhrases.ts';
import { failureText } from '../words/failures/failureText.ts';
import styles from './FirstRun.module.css';

interface FirstRunProps {
  readonly bridge: Bridge;
  readonly signIn: SignIn;
  /** Another screen part has the main button: the vault's passphrase comes first. */
  readonly isSecondary: boolean;
  readonly onAdd: () => void;
  /** Undefined when there is nothing to erase. */
  readonly onForget: (() => void) | undefined;
  /** Undefined when there is no history. */
  readonly onShowActivity: (() => void) | undefined;
  readonly activityButton: Ref<HTMLButtonElement>;
  readonly onSettings: () => void;
  readonly settingsButton: Ref<HTMLButtonElement>;
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** The page without a connection: two ways to begin. */
export function FirstRun(props: FirstRunProps) {
  const { bridge, signIn, isSecondary, onAdd, onForget, onShowActivity, activityButton } = props;
  const { onSettings, settingsButton, onConnected } = props;
  const practise = (): void => signIn.start(() => bridge.connectPractice(), onConnected);
  const said = signIn.failure && failureText(signIn.failure, { at: 'window' });
  // The button below already tries again, so the card only closes.
  const words = said && (said.action === retry ? { ...said, action: close } : said);
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.mark} aria-hidden="true">
          TD
        </div>
        <h1 className={styles.title}>Always a valid Fyle token at hand</h1>
        <p className={styles.lead}>
          Connect once. Token Desk renews in the background and has a token ready whenever you need one.
        </p>
        {words !== undefined && (
          <div className={styles.wide}>
            <FailureCard
              words={words}
              isSecondary
              onAction={words.action.does === 'dismiss' ? signIn.dismiss : practise}
            />
          </div>
        )}
        <div className={styles.ways}>
          <section className={`card ${styles.way}`}>
            <h2 className={styles.wayTitle}>Connect Fyle</h2>
            <p className={styles.wayText}>With an internal app or an OAuth 2.0 app from Fyle’s Custom Apps page.</p>
            <Button look={isSecondary ? 'plain' : 'main'} onPress={onAdd}>
              Add connection
            </Button>
          </section>
          <section className={`card ${styles.way}`}>
            <h2 className={styles.wayTitle}>Just looking?</h2>
            <p className={styles.wayText}>
              Explore everything with a practice organisation. No account needed, and nothing leaves this computer.
            </p>
            <Button isBusy={signIn.isBusy} onPress={practise}>
              Try the practice organisation
            </Button>
          </section>
        </div>
        <ol className={styles.steps}>
          <li>Sign in once</li>
          <li>Tokens renew automatically</li>
          <li>Copy with one click</li>
        </ol>
        <div className={styles.more}>
          <Button ref={settingsButton} look="quiet" onPress={onSettings}>
            Settings
          </Button>
          {onShowActivity !== undefined && (
            <Button look="quiet" onPress={onShowActivity} ref={activityButton}>
              Show past activity
            </Button>
          )}
          {onForget !== undefined && (
            <Button look="quiet" onPress={onForget}>
              Forget everything
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}
