import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Reply } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { text } from '../words/text.ts';
import { usePassphrase } from './usePassphrase.ts';

const SHORTEST = 12;

interface NewPassphraseProps {
  readonly title: string;
  readonly meaning: string;
  /** It is alone on its page. */
  readonly isPage?: boolean;
  readonly submitLabel: string;
  readonly closeLabel: string;
  /** Takes a passphrase that is long enough and was typed twice alike. */
  readonly onSend: (passphrase: string) => Promise<Reply<null>>;
  readonly onClose: () => void;
  /** What follows the two fields. */
  readonly children?: ReactNode;
}

/** Takes a new passphrase, typed twice. */
export function NewPassphrase({ meaning, closeLabel, onSend, onClose, children, ...panel }: NewPassphraseProps) {
  const [again, setAgain] = useState('');
  const [differs, setDiffers] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const { passphrase, setFailure, field, problem } = usePassphrase(first);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const send = async (): Promise<void> => {
    const isShort = [...passphrase.normalize('NFKC')].length < SHORTEST;
    setFailure(isShort ? { code: 'passphrase-too-short' } : undefined);
    setDiffers(!isShort && passphrase !== again);
    if (isShort) return first.current?.focus();
    if (passphrase !== again) return second.current?.focus();
    setBusy(true);
    const made = await onSend(passphrase);
    setBusy(false);
    if (made.ok) return onClose();
    setFailure(made.failure);
    if (made.failure.code === 'passphrase-guessable') first.current?.focus();
  };

  return (
    <PanelForm
      {...panel}
      text={meaning}
      isBusy={isBusy}
      problem={problem}
      onSubmit={() => void send()}
      onEscape={onClose}
      secondaryButton={
        <Button look="quiet" onPress={onClose}>
          {closeLabel}
        </Button>
      }
    >
      <TextInput {...field} help={text('vault.shortest', { count: SHORTEST })} />
      <TextInput
        ref={second}
        label={text('vault.repeat')}
        look="secret"
        value={again}
        onChange={(typed) => {
          setAgain(typed);
          setDiffers(false);
        }}
        fault={differs ? text('vault.differs') : undefined}
      />
      {children}
    </PanelForm>
  );
}
