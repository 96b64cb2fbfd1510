import { useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { CheckBox } from '../parts/CheckBox.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { text } from '../words/text.ts';
import styles from './CreateVault.module.css';
import { passphraseFailure } from './passphraseFailure.ts';

const SHORTEST = 12;

interface CreateVaultProps {
  readonly bridge: Bridge;
  readonly hasConnections: boolean;
  /** What the person chose last. */
  readonly locksWhenIdle: boolean;
  readonly onClose: () => void;
}

/** Sets the passphrase of the vault, typed twice; from then on the vault stores the sign-ins. */
export function CreateVault({ bridge, hasConnections, locksWhenIdle, onClose }: CreateVaultProps) {
  const [locks, setLocks] = useState(locksWhenIdle);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [differs, setDiffers] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const send = async (): Promise<void> => {
    const isShort = [...passphrase.normalize('NFKC')].length < SHORTEST;
    setFailure(isShort ? { code: 'passphrase-too-short' } : undefined);
    setDiffers(!isShort && passphrase !== again);
    if (isShort) return first.current?.focus();
    if (passphrase !== again) return second.current?.focus();
    setBusy(true);
    const made = await settle(bridge.createVault(passphrase, locks));
    setBusy(false);
    if (made.ok) return onClose();
    setFailure(made.failure);
    if (made.failure.code === 'passphrase-guessable') first.current?.focus();
  };

  const shown = passphraseFailure(failure);
  return (
    <main className={`page ${styles.page}`}>
      <PanelForm
        isPage
        title={text('vault.create')}
        text={hasConnections ? `${text('vault.meaning')} ${text('vault.older')}` : text('vault.meaning')}
        submitLabel={text('vault.set')}
        isBusy={isBusy}
        problem={shown.problem}
        onSubmit={() => void send()}
        onEscape={onClose}
        secondaryButton={
          <Button look="quiet" onPress={onClose}>
            {text('act.close')}
          </Button>
        }
      >
        <TextInput
          ref={first}
          label={text('vault.passphrase')}
          look="secret"
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed);
            setFailure(undefined);
          }}
          help={text('vault.shortest', { count: SHORTEST })}
          fault={shown.fault}
        />
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
        <CheckBox
          label={text('field.locksWhenIdle.label')}
          help={text('field.locksWhenIdle.help')}
          isSelected={locks}
          onChange={setLocks}
        />
      </PanelForm>
    </main>
  );
}
