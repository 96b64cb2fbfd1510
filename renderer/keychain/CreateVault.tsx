import { useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { CheckBox } from '../parts/CheckBox.tsx';
import { text } from '../words/text.ts';
import styles from './CreateVault.module.css';
import { NewPassphrase } from './NewPassphrase.tsx';

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
  return (
    <main className={`page ${styles.page}`}>
      <NewPassphrase
        isPage
        title={text('vault.create')}
        meaning={hasConnections ? `${text('vault.meaning')} ${text('vault.older')}` : text('vault.meaning')}
        submitLabel={text('vault.set')}
        closeLabel={text('act.close')}
        onSend={(passphrase) => settle(bridge.createVault(passphrase, locks))}
        onClose={onClose}
      >
        <CheckBox
          label={text('field.locksWhenIdle.label')}
          help={text('field.locksWhenIdle.help')}
          isSelected={locks}
          onChange={setLocks}
        />
      </NewPassphrase>
    </main>
  );
}
