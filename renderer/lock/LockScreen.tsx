import { useEffect, useRef, useState } from 'react';
import type { Bridge, Reply } from '../../preload/contract.ts';
import type { Lock } from '../../preload/lock.ts';
import { settle } from '../bridge.ts';
import { usePassphrase } from '../keychain/usePassphrase.ts';
import { Button } from '../parts/Button.tsx';
import { Mark } from '../parts/Mark.tsx';
import { Question } from '../parts/Question.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { lockedText } from '../words/settings/lockText.ts';
import { text } from '../words/text.ts';
import styles from './LockScreen.module.css';

interface LockScreenProps {
  readonly bridge: Bridge;
  readonly lock: Lock;
  /** After how long without a person the app is locked, minutes. */
  readonly minutes: number;
}

/** What the window shows while the app is locked: how to unlock it, and nothing else. */
export function LockScreen({ bridge, lock, minutes }: LockScreenProps) {
  const [busy, setBusy] = useState<'passphrase' | 'system' | 'lost'>();
  const [isLost, setLost] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { passphrase, setFailure, field, problem } = usePassphrase(input);
  // Also after the question about a lost one.
  useEffect(() => {
    if (!isLost) input.current?.focus();
  }, [isLost]);

  const ask = async (what: typeof busy, request: () => Promise<Reply<null>>): Promise<void> => {
    setBusy(what);
    const done = await settle(request());
    setBusy(undefined);
    // Nobody said yes: nothing happened.
    setFailure(done.ok || done.failure.code === 'not-confirmed' ? undefined : done.failure);
    if (!done.ok && what === 'passphrase') input.current?.select();
  };
  const unlock = (): void => {
    if (passphrase === '') input.current?.focus();
    else void ask('passphrase', () => bridge.unlock(passphrase));
  };
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Mark />
        <h1 className={styles.title}>{text('lock.title')}</h1>
        <p className={styles.lead}>{text('lock.meaning')}</p>
        {isLost ? (
          <div className={styles.wide}>
            <Question
              title={text('lock.lost')}
              text={text('lock.lostMeaning')}
              cancelLabel={text('act.cancel')}
              isDisabled={busy === 'lost'}
              onCancel={() => setLost(false)}
            >
              <Button
                look="danger"
                isBusy={busy === 'lost'}
                onPress={() => void ask('lost', () => bridge.forgetEverything())}
              >
                {text('lock.lostAct')}
              </Button>
            </Question>
          </div>
        ) : (
          <form
            className={styles.form}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (busy === undefined) unlock();
            }}
          >
            {lock.mayAskSystem && (
              <>
                <Button
                  look="main"
                  isBusy={busy === 'system'}
                  onPress={() => void ask('system', () => bridge.unlockBySystem())}
                >
                  {text('lock.bySystem')}
                </Button>
                <p className={styles.or}>{text('lock.or')}</p>
              </>
            )}
            <TextInput {...field} />
            <Button type="submit" look={lock.mayAskSystem ? 'plain' : 'main'} isBusy={busy === 'passphrase'}>
              {text('vault.unlock')}
            </Button>
          </form>
        )}
        {problem !== undefined && (
          <p role="alert" className={styles.problem}>
            <strong>{problem.title}.</strong> {problem.meaning}
          </p>
        )}
        <p className={styles.since}>{lockedText(lock, minutes)}</p>
        {!isLost && (
          <Button look="quiet" onPress={() => setLost(true)}>
            {text('vault.forgot')}
          </Button>
        )}
      </div>
    </main>
  );
}
