import { useState } from 'react';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { LostByQuitting, QuitAnswer } from '../../preload/quitting.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { Question } from '../parts/Question.tsx';
import { failureText } from '../words/failures/failureText.ts';
import { quitRescue, quitText } from '../words/quitText.ts';
import { text } from '../words/text.ts';
import styles from './QuitQuestion.module.css';

interface QuitQuestionProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly lost: LostByQuitting;
  /** Opens the page that sets a passphrase. */
  readonly onCreateVault: () => void;
}

/** Asks before quitting, over whatever screen is open, while a sign-in or what is typed would be lost by it. */
export function QuitQuestion({ bridge, desk: { keychain, mayCreateVault }, lost, onCreateVault }: QuitQuestionProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const rescue = quitRescue(keychain, mayCreateVault);
  const answer = async (wish: QuitAnswer): Promise<void> => {
    setBusy(true);
    const reply = await settle(bridge.answerQuit(wish));
    setBusy(false);
    setFailure(reply.ok ? undefined : reply.failure);
  };
  const keep = (): void => {
    if (rescue.does === 'store') return void answer('store');
    void answer('stay');
    onCreateVault();
  };
  const words = failure && failureText(failure, { at: 'window' });
  return (
    <div className="asked">
      <Question
        title={text('quit.title')}
        text={
          <>
            {quitText(lost)}
            {words && <strong role="alert" className={styles.failure}>{`${words.title}. ${words.meaning}`}</strong>}
          </>
        }
        cancelLabel={text('quit.stay')}
        onCancel={() => void answer('stay')}
      >
        {lost.signIns.length > 0 && (
          <Button isBusy={isBusy} onPress={keep}>
            {rescue.label}
          </Button>
        )}
        <Button look="danger" onPress={() => void answer('quit')}>
          {text('quit.anyway')}
        </Button>
      </Question>
    </div>
  );
}
