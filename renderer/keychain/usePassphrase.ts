import { type RefObject, useState } from 'react';
import type { Failure } from '../../preload/failure.ts';
import type { FailureWords } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
import { passphraseFailure } from './passphraseFailure.ts';

/** What a field for a passphrase needs. */
interface PassphraseField {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly look: 'secret';
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly fault: string | undefined;
}

/** A passphrase that is typed, and what main said to it, which goes with the next letter. */
interface Passphrase {
  readonly passphrase: string;
  readonly failure: Failure | undefined;
  readonly setFailure: (failure: Failure | undefined) => void;
  readonly field: PassphraseField;
  /** What is said below the fields. */
  readonly problem: FailureWords | undefined;
}

/** Takes a passphrase in one field. */
export function usePassphrase(input: RefObject<HTMLInputElement | null>): Passphrase {
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const { fault, problem } = passphraseFailure(failure);
  const onChange = (typed: string): void => {
    setPassphrase(typed);
    setFailure(undefined);
  };
  const field = {
    ref: input,
    label: text('vault.passphrase'),
    look: 'secret',
    value: passphrase,
    onChange,
    fault,
  } as const;
  return { passphrase, failure, setFailure, field, problem };
}
