import { useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { CheckBox } from '../parts/CheckBox.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { LOCKS_WHEN_IDLE, LOCKS_WHEN_IDLE_HELP } from '../words/form/fieldText.ts';
import styles from './CreateVault.module.css';
import { passphraseFailure } from './passphraseFailure.ts';

const SHORTEST = 12;

const MEANING =
  'Token Desk stores them in an encrypted file on this computer. You enter the passphrase each time Token Desk starts. Nobody can recover it: without it you have to sign in again.';
const OLDER = 'Sign-ins that are stored in a keychain stay there and are used once it is back.';

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
        title="Protect sign-ins with a passphrase"
        text={hasConnections ? `${MEANING} ${OLDER}` : MEANING}
        submitLabel="Set passphrase"
        isBusy={isBusy}
        problem={shown.problem}
        onSubmit={() => void send()}
        onEscape={onClose}
        secondaryButton={
          <Button look="quiet" onPress={onClose}>
            Close
          </Button>
        }
      >
        <TextInput
          ref={first}
          label="Passphrase"
          look="secret"
          value={passphrase}
          onChange={(typed) => {
            setPassphrase(typed);
            setFailure(undefined);
          }}
          help="At least 12 characters; four or five words are easy to remember."
          fault={shown.fault}
        />
        <TextInput
          ref={second}
          label="Repeat passphrase"
          look="secret"
          value={again}
          onChange={(typed) => {
            setAgain(typed);
            setDiffers(false);
          }}
          fault={differs ? 'The two do not match. Type it again.' : undefined}
        />
        <CheckBox label={LOCKS_WHEN_IDLE} help={LOCKS_WHEN_IDLE_HELP} isSelected={locks} onChange={setLocks} />
      </PanelForm>
    </main>
  );
}
