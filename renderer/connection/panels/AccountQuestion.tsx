import { useState } from 'react';
import type { AccountChoice } from '../../../preload/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Question } from '../../parts/Question.tsx';

interface AccountQuestionProps {
  /** The account that the connection belongs to: `Jane Doe (jane@acme.example), Acme Ltd`. */
  readonly expected: string;
  /** The account that has just signed in, in the same form. */
  readonly got: string;
  readonly isBusy: boolean;
  readonly onChoose: (choice: AccountChoice) => void;
}

/** Asks what to do after another account signed in. Until the answer nothing is changed. */
export function AccountQuestion({ expected, got, isBusy, onChoose }: AccountQuestionProps) {
  const [chosen, setChosen] = useState<AccountChoice>();
  const choose = (choice: AccountChoice): void => {
    setChosen(choice);
    onChoose(choice);
  };
  const wait = (choice: AccountChoice) => ({
    isBusy: isBusy && chosen === choice,
    isDisabled: isBusy && chosen !== choice,
  });
  return (
    <Question
      title="That was another account"
      text={
        <>
          This connection belongs to <strong>{expected}</strong>, but <strong>{got}</strong> signed in. Nothing has
          changed yet. Changing the account replaces the stored sign-in and keeps the name.
        </>
      }
      cancelLabel="Keep it as it is"
      onCancel={() => choose('keep')}
      {...wait('keep')}
    >
      <Button {...wait('add')} onPress={() => choose('add')}>
        Add as a new connection
      </Button>
      <Button look="danger" {...wait('change')} onPress={() => choose('change')}>
        Change the account
      </Button>
    </Question>
  );
}
