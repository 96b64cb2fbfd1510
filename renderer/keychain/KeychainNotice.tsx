import { type Ref, type RefObject, useState } from 'react';
import type { Bridge, KeychainState } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { Banner } from '../parts/Banner.tsx';
import { Button } from '../parts/Button.tsx';
import { keychainActionLabel, keychainNotice } from '../words/noticeText.ts';
import { text } from '../words/text.ts';
import styles from './KeychainNotice.module.css';
import { OpenVault } from './OpenVault.tsx';

interface KeychainNoticeProps {
  readonly bridge: Bridge;
  readonly keychain: KeychainState;
  /** A passphrase may take its place. */
  readonly mayCreateVault: boolean;
  /** The vault is locked when nobody uses the computer. */
  readonly locksWhenIdle: boolean;
  /** There are connections, whose grants a keychain may hold that is not running. */
  readonly hasConnections: boolean;
  /** Opens the page that sets a passphrase; undefined on that page. */
  readonly onCreate: (() => void) | undefined;
  readonly createButton: Ref<HTMLButtonElement>;
  /** The field that takes the passphrase. */
  readonly passphraseInput: RefObject<HTMLInputElement | null>;
}

/** Says that the keychain cannot store or read sign-ins, and what to do; it stays until that is over. With the vault closed, also takes the passphrase. */
export function KeychainNotice({
  bridge,
  keychain,
  mayCreateVault,
  locksWhenIdle,
  hasConnections,
  onCreate,
  createButton,
  passphraseInput,
}: KeychainNoticeProps) {
  const [isBusy, setBusy] = useState(false);
  const notice = keychainNotice(keychain);
  const act = keychainActionLabel(keychain);
  const tryAgain = async (): Promise<void> => {
    setBusy(true);
    await settle(bridge.tryKeychain());
    setBusy(false);
  };
  return (
    <section aria-label={text('vault.keychain')} className={styles.keychain}>
      <div aria-live="polite">
        {notice !== undefined && (
          <Banner text={notice}>
            <div className={`actions ${styles.actions}`}>
              {mayCreateVault && onCreate && (
                <Button ref={createButton} look={hasConnections ? 'quiet' : 'plain'} onPress={onCreate}>
                  {text('act.usePassphrase')}
                </Button>
              )}
              {act !== undefined && (
                <Button
                  look={mayCreateVault && !hasConnections ? 'quiet' : 'plain'}
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
      {keychain === 'vault-closed' && (
        <OpenVault bridge={bridge} input={passphraseInput} locksWhenIdle={locksWhenIdle} />
      )}
    </section>
  );
}
