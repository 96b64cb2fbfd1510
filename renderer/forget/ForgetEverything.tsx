import { Check, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import { close } from '../words/failures/failurePhrases.ts';
import { failureText } from '../words/failures/failureText.ts';
import { erasedItems, remainingItems } from '../words/forgetText.ts';
import { isKeychainMissing, keychainActionLabel } from '../words/noticeText.ts';
import { text } from '../words/text.ts';
import styles from './ForgetEverything.module.css';

interface ForgetEverythingProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  /** Everything was erased. */
  readonly onForgotten: () => void;
  readonly onCancel: () => void;
}

/** Asks before everything is erased: what goes, what stays, and one button for each answer. */
export function ForgetEverything({ bridge, desk, onForgotten, onCancel }: ForgetEverythingProps) {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure>();
  const [wasLeft, setWasLeft] = useState(false);
  const cancelButton = useRef<HTMLButtonElement>(null);
  useEffect(() => cancelButton.current?.focus(), []);
  const isLeft = desk.notices.includes('secret-left');
  // The notice may arrive after the reply, so that it is missing means something only once it was there.
  if (failed !== undefined && isLeft && !wasLeft) setWasLeft(true);
  const failure = wasLeft && !isLeft && !isKeychainMissing(desk.keychain) ? withoutKeychain(failed) : failed;
  const hasEnded = failed !== undefined && failure === undefined;
  const onEnded = useEffectEvent(onForgotten);
  useEffect(() => {
    if (hasEnded) onEnded();
  }, [hasEnded]);
  const forget = async (): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    setWasLeft(false);
    // A locked keychain then asks for its password.
    if (failure?.code === 'not-forgotten' && failure.left.includes('keychain')) await settle(bridge.tryKeychain());
    const reply = await settle(bridge.forgetEverything());
    setBusy(false);
    if (reply.ok) onForgotten();
    // Main asked once more, and the person thought better of it.
    else if (reply.failure.code !== 'not-confirmed') setFailed(reply.failure);
  };
  const told = failure && failureText(failure, { at: 'window' });
  // While the keychain is locked or silent, its notice above has the one button that helps.
  const isWaiting = keychainActionLabel(desk.keychain) !== undefined && withoutKeychain(failure) === undefined;
  const words = told && isWaiting ? { ...told, action: close(), tone: 'warn' as const } : told;
  return (
    <main
      className={`page ${styles.page}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isBusy) onCancel();
      }}
    >
      <div className={styles.column}>
        <h1 className={styles.title}>{text('forget.title')}</h1>
        <div className={styles.lists}>
          <section className={`card ${styles.card}`} aria-labelledby="forget-goes">
            <h2 id="forget-goes" className={styles.listTitle}>
              {text('forget.goes')}
            </h2>
            <ul className={styles.list}>
              {erasedItems(desk).map((line) => (
                <li key={line}>
                  <X size={16} aria-hidden="true" className={styles.goes} />
                  {line}
                </li>
              ))}
            </ul>
          </section>
          <section className={`card ${styles.card}`} aria-labelledby="forget-stays">
            <h2 id="forget-stays" className={styles.listTitle}>
              {text('forget.stays')}
            </h2>
            <ul className={styles.list}>
              {remainingItems().map((line) => (
                <li key={line}>
                  <Check size={16} aria-hidden="true" className={styles.stays} />
                  {line}
                </li>
              ))}
            </ul>
          </section>
        </div>
        {words !== undefined && (
          <FailureCard
            words={words}
            isBusy={isBusy}
            onAction={() => (words.action.does === 'dismiss' ? onCancel() : void forget())}
          />
        )}
        <div className="actions">
          {failure === undefined ? (
            <>
              <Button ref={cancelButton} isDisabled={isBusy} onPress={onCancel}>
                {text('forget.keep')}
              </Button>
              <Button look="danger" isBusy={isBusy} onPress={() => void forget()}>
                {text('act.forgetEverything')}
              </Button>
            </>
          ) : (
            words?.action.does !== 'dismiss' && (
              <Button look="quiet" isBusy={isBusy} onPress={onCancel}>
                {text('act.close')}
              </Button>
            )
          )}
        </div>
      </div>
    </main>
  );
}

/** The failure once the keychain has deleted its items; undefined when nothing else was left. */
function withoutKeychain(failure: Failure | undefined): Failure | undefined {
  if (failure?.code !== 'not-forgotten') return failure;
  const left = failure.left.filter((place) => place !== 'keychain');
  return left.length === 0 ? undefined : { ...failure, left };
}
