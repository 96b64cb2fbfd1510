import { useState } from 'react';
import type { AccountChoice } from '../../../preload/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Question } from '../../parts/Question.tsx';
import { richText, text } from '../../words/text.ts';

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
      title={text('account.title')}
      text={richText('account.text', { expected, got, b: (words) => <strong>{words}</strong> })}
      cancelLabel={text('account.keep')}
      onCancel={() => choose('keep')}
      {...wait('keep')}
    >
      <Button {...wait('add')} onPress={() => choose('add')}>
        {text('account.add')}
      </Button>
      <Button look="danger" {...wait('change')} onPress={() => choose('change')}>
        {text('account.change')}
      </Button>
    </Question>
  );
}
