import { CopyPlus, KeyRound, LogIn, Pencil, Trash2 } from 'lucide-react';
import { Menu } from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';
import { edgeKeysText } from '../words/keysText.ts';
import styles from './Menu.module.css';
import { MenuRow } from './MenuRow.tsx';

/** What can be done with a connection; what is absent is not offered. */
export interface ConnectionActs {
  readonly signInAgain?: (() => void) | undefined;
  readonly newSecret?: (() => void) | undefined;
  readonly edit?: (() => void) | undefined;
  readonly duplicate?: (() => void) | undefined;
  readonly remove?: (() => void) | undefined;
}

const ROWS = {
  signInAgain: { title: 'Sign in again', icon: <LogIn size={16} /> },
  newSecret: { title: 'Enter new client secret', icon: <KeyRound size={16} /> },
  edit: { title: 'Edit', icon: <Pencil size={16} />, keys: edgeKeysText('E') },
  duplicate: { title: 'Duplicate', icon: <CopyPlus size={16} /> },
} as const;

/** The rarer acts on a connection, in whatever popover: on its page and on its row. What removes something stands last. */
export function ConnectionMenu({ acts }: { readonly acts: ConnectionActs }) {
  const offered = (['signInAgain', 'newSecret', 'edit', 'duplicate'] as const).filter((act) => acts[act] !== undefined);
  return (
    <Menu
      aria-label="More actions"
      className={styles.menu ?? ''}
      onAction={(key) => {
        if (key === 'remove') acts.remove?.();
        else acts[offered.find((act) => act === key) ?? 'edit']?.();
      }}
    >
      {offered.map((act) => (
        <MenuRow key={act} id={act} {...ROWS[act]} />
      ))}
      {offered.length > 0 && acts.remove && <Separator className={styles.separator ?? ''} />}
      {acts.remove && <MenuRow id="remove" title="Remove…" icon={<Trash2 size={16} />} />}
    </Menu>
  );
}
