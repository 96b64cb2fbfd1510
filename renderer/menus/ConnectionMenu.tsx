import { CopyPlus, KeyRound, LogIn, Pencil, Trash2 } from 'lucide-react';
import { Menu } from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';
import { edgeKeysText } from '../words/keysText.ts';
import { text } from '../words/text.ts';
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

const rowTexts = () => ({
  signInAgain: { title: text('act.sign-in'), icon: <LogIn size={16} /> },
  newSecret: { title: text('act.newSecret'), icon: <KeyRound size={16} /> },
  edit: { title: text('act.edit'), icon: <Pencil size={16} />, keys: edgeKeysText('E') },
  duplicate: { title: text('act.duplicate'), icon: <CopyPlus size={16} /> },
});

/** The rarer acts on a connection, in whatever popover: on its page and on its row. What removes something stands last. */
export function ConnectionMenu({ acts }: { readonly acts: ConnectionActs }) {
  const offered = (['signInAgain', 'newSecret', 'edit', 'duplicate'] as const).filter((act) => acts[act] !== undefined);
  const rows = rowTexts();
  return (
    <Menu
      aria-label={text('act.more')}
      className={styles.menu ?? ''}
      onAction={(key) => {
        if (key === 'remove') acts.remove?.();
        else acts[offered.find((act) => act === key) ?? 'edit']?.();
      }}
    >
      {offered.map((act) => (
        <MenuRow key={act} id={act} {...rows[act]} />
      ))}
      {offered.length > 0 && acts.remove && <Separator className={styles.separator ?? ''} />}
      {acts.remove && <MenuRow id="remove" title={text('act.remove')} icon={<Trash2 size={16} />} />}
    </Menu>
  );
}
