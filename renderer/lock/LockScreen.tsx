import { useEffect, useRef, useState } from 'react';
import type { Bridge, Reply } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Lock } from '../../preload/lock.ts';
import { settle } from '../bridge.ts';
import { passphraseFailure } from '../keychain/passphraseFailure.ts';
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
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState<'passphrase' | 'system' | 'lost'>();
  const [isLost, setLost] = useState(false);
  const input = useRef<HTMLInputElement>(null);
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
  const giveUp = lock.by === 'vault' ? () => bridge.setVaultAside() : () => bridge.forgetEverything();
  const shown = passphraseFailure(failure);
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <Mark />
        <h1 className={styles.title}>{text('lock.title')}</h1>
        <p className={styles.lead}>{text('lock.meaning')}</p>
        {isLost ? (
          <div className={styles.wide}>
            <Question
              title={text(lock.by === 'vault' ? 'vault.aside' : 'lock.lost')}
              text={text(lock.by === 'vault' ? 'vault.asideMeaning' : 'lock.lostMeaning')}
              cancelLabel={text(lock.by === 'vault' ? 'vault.asideNot' : 'act.cancel')}
              isDisabled={busy === 'lost'}
              onCancel={() => setLost(false)}
            >
              <Button look="danger" isBusy={busy === 'lost'} onPress={() => void ask('lost', giveUp)}>
                {text(lock.by === 'vault' ? 'vault.asideAct' : 'lock.lostAct')}
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
            <TextInput
              ref={input}
              label={text('vault.passphrase')}
              look="secret"
              value={passphrase}
              onChange={(typed) => {
                setPassphrase(typed);
                setFailure(undefined);
              }}
              fault={shown.fault}
            />
            <Button type="submit" look={lock.mayAskSystem ? 'plain' : 'main'} isBusy={busy === 'passphrase'}>
              {text('vault.unlock')}
            </Button>
          </form>
        )}
        {shown.problem !== undefined && (
          <p role="alert" className={styles.problem}>
            <strong>{shown.problem.title}.</strong> {shown.problem.meaning}
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
