import { Lock, LockOpen, Plus, Trash2, TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { DeskState, KeychainState } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { countText, keychainText } from '../words/statusText.ts';
import { numberText } from '../words/timeText.ts';
import { ConnectionList } from './ConnectionList.tsx';
import styles from './Sidebar.module.css';

interface SidebarProps {
  readonly desk: DeskState;
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
  readonly onAdd: () => void;
  readonly addButton: Ref<HTMLButtonElement>;
  readonly onForget: () => void;
  readonly forgetButton: Ref<HTMLButtonElement>;
}

/** The list of connections, the button that adds one, and the keychain's state at the foot. */
export function Sidebar({ desk, selectedId, onSelect, onAdd, addButton, onForget, forgetButton }: SidebarProps) {
  const count = desk.connections.length;
  return (
    <nav className={styles.sidebar} aria-label="Connections">
      <div className={styles.head}>
        <p className={styles.title}>Token Desk</p>
        <div title="Add connection">
          <AddButton onPress={onAdd} ref={addButton} />
        </div>
      </div>
      <ConnectionList connections={desk.connections} selectedId={selectedId} onSelect={onSelect} />
      <div className={styles.foot}>
        <p title={countText(count)}>
          <span className={styles.folded} aria-hidden="true">
            {numberText(count)}
          </span>
          <span className={styles.unfolded}>{countText(count)}</span>
        </p>
        <p className={styles.keychain} title={keychainText(desk.keychain)}>
          <KeychainIcon keychain={desk.keychain} />
          <span className={styles.unfolded}>{keychainText(desk.keychain)}</span>
        </p>
        <div className={styles.whole} title="Forget everything">
          <AriaButton ref={forgetButton} className={styles.forget ?? ''} onPress={onForget}>
            <Trash2 size={14} aria-hidden="true" />
            <span className={styles.unfolded}>Forget everything</span>
          </AriaButton>
        </div>
      </div>
    </nav>
  );
}

function AddButton({ onPress, ref }: { readonly onPress: () => void; readonly ref: Ref<HTMLButtonElement> }) {
  return (
    <Button onPress={onPress} ref={ref} label="Add connection">
      <Plus size={16} aria-hidden="true" />
      <span className={styles.unfolded}>Add</span>
    </Button>
  );
}

function KeychainIcon({ keychain }: { readonly keychain: KeychainState }) {
  const isOpen = keychain === 'ready' || keychain === 'vault-open';
  const isShut = keychain === 'locked' || keychain === 'denied' || keychain === 'vault-closed';
  const Icon = isOpen ? LockOpen : isShut ? Lock : TriangleAlert;
  return <Icon size={14} aria-hidden="true" className={styles.keychainIcon} />;
}
