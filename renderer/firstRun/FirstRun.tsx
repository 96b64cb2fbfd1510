import type { Ref } from 'react';
import type { Bridge, ConnectionRef } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import { Mark } from '../parts/Mark.tsx';
import type { SignIn } from '../state/useSignIns.ts';
import { close, retry } from '../words/failures/failurePhrases.ts';
import { failureText } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
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
  const words = said && (said.action.label === retry().label ? { ...said, action: close() } : said);
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Mark />
        <h1 className={styles.title}>{text('start.title')}</h1>
        <p className={styles.lead}>{text('start.lead')}</p>
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
            <h2 className={styles.wayTitle}>{text('start.connect')}</h2>
            <p className={styles.wayText}>{text('start.connectHelp')}</p>
            <Button look={isSecondary ? 'plain' : 'main'} onPress={onAdd}>
              {text('act.add')}
            </Button>
          </section>
          <section className={`card ${styles.way}`}>
            <h2 className={styles.wayTitle}>{text('start.practise')}</h2>
            <p className={styles.wayText}>{text('start.practiseHelp')}</p>
            <Button isBusy={signIn.isBusy} onPress={practise}>
              {text('start.practiseAct')}
            </Button>
          </section>
        </div>
        <ol className={styles.steps}>
          <li>{text('start.stepSignIn')}</li>
          <li>{text('start.stepRenew')}</li>
          <li>{text('start.stepCopy')}</li>
        </ol>
        <div className={styles.more}>
          <Button ref={settingsButton} look="quiet" onPress={onSettings}>
            {text('act.settings')}
          </Button>
          {onShowActivity !== undefined && (
            <Button look="quiet" onPress={onShowActivity} ref={activityButton}>
              {text('start.activity')}
            </Button>
          )}
          {onForget !== undefined && (
            <Button look="quiet" onPress={onForget}>
              {text('act.forgetEverything')}
            </Button>
          )}
        </div>
      </div>
    </main>
  );
}
