import { type RefObject, useState } from 'react';
import type { Bridge, KeychainState } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { keychainAct, keychainNotice } from '../noticeText.ts';
import { Banner } from '../parts/Banner.tsx';
import { Button } from '../parts/Button.tsx';
import { CreateVault } from './CreateVault.tsx';
import styles from './KeychainNotice.module.css';
import { OpenVault } from './OpenVault.tsx';

interface KeychainNoticeProps {
  readonly bridge: Bridge;
  readonly keychain: KeychainState;
  /** There are connections, which may be kept by a keychain that is not there now. */
  readonly hasConnections: boolean;
  /** Where the passphrase is entered. */
  readonly passphraseInput: RefObject<HTMLInputElement | null>;
}

/** That sign-ins cannot be kept or read now, what to do about it, and where that is done. It stays until it is put right. */
export function KeychainNotice({ bridge, keychain, hasConnections, passphraseInput }: KeychainNoticeProps) {
  const [isBusy, setBusy] = useState(false);
  const [isCreating, setCreating] = useState(false);
  const text = keychainNotice(keychain);
  const act = keychainAct(keychain);
  const tryAgain = async (): Promise<void> => {
    setBusy(true);
    await settle(bridge.tryKeychain());
    setBusy(false);
  };
  const isCreatingNow = isCreating && keychain === 'absent';
  return (
    <section aria-label="Keychain" className={styles.keychain}>
      <div aria-live="polite">
        {text !== undefined && (
          <Banner text={text}>
            <div className={styles.acts}>
              {keychain === 'absent' && !isCreatingNow && (
                <Button look={hasConnections ? 'quiet' : 'plain'} onPress={() => setCreating(true)}>
                  Keep behind a passphrase
                </Button>
              )}
              {act !== undefined && (
                <Button
                  look={keychain === 'absent' && !hasConnections ? 'quiet' : 'plain'}
                  isBusy={isBusy}
                  onPress={() => void tryAgain()}
                >
                  {act}
                </Button>
              )}
            </div>
          </Banner>
        )}
      </div>
      {isCreatingNow && (
        <CreateVault bridge={bridge} hasConnections={hasConnections} onClose={() => setCreating(false)} />
      )}
      {keychain === 'vault-closed' && <OpenVault bridge={bridge} input={passphraseInput} />}
    </section>
  );
}
