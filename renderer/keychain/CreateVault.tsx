import { useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import styles from './CreateVault.module.css';
import { passphraseFailure } from './passphraseFailure.ts';

const SHORTEST = 12;

const MEANING =
  'They go into an encrypted file on this computer. You enter the passphrase each time Token Desk starts; nobody can recover it, and without it you sign in again.';
const OLDER = 'Sign-ins that a keychain holds stay there, and are used when it is back.';

interface CreateVaultProps {
  readonly bridge: Bridge;
  readonly hasConnections: boolean;
  readonly onClose: () => void;
}

/** Where a person makes up the passphrase behind which sign-ins are kept from then on: typed twice, shown to nobody. */
export function CreateVault({ bridge, hasConnections, onClose }: CreateVaultProps) {
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
    const made = await settle(bridge.createVault(passphrase));
    setBusy(false);
    if (made.ok) onClose();
    else setFailure(made.failure);
  };

  const shown = passphraseFailure(failure);
  return (
    <main className={styles.page}>
      <PanelForm
        isPage
        title="Keep sign-ins behind a passphrase"
        text={hasConnections ? `${MEANING} ${OLDER}` : MEANING}
        submitLabel="Keep sign-ins"
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
          help="At least 12 characters; four or five words are easy to keep."
          fault={shown.fault}
        />
        <TextInput
          ref={second}
          label="The same once more"
          look="secret"
          value={again}
          onChange={(typed) => {
            setAgain(typed);
            setDiffers(false);
          }}
          fault={differs ? 'These two are not the same. Type it once more.' : undefined}
        />
      </PanelForm>
    </main>
  );
}
