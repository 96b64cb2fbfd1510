import {
  ArrowRight,
  Clipboard,
  Copy,
  CopyPlus,
  Eye,
  History,
  LogIn,
  type LucideIcon,
  Pencil,
  RefreshCw,
  Star,
  Trash2,
} from 'lucide-react';
import { useRef } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';
import type { ConnectionState } from '../../preload/connection.ts';
import type { ConnectionAct } from '../menus/connectionActs.ts';
import styles from '../menus/Menu.module.css';
import { MenuPopover } from '../menus/MenuPopover.tsx';
import { MenuRow } from '../menus/MenuRow.tsx';
import { actTitle } from '../words/actText.ts';
import rowStyles from './RowMenu.module.css';

const ICONS: Readonly<Record<ConnectionAct, LucideIcon>> = {
  ...{
    copy: Copy,
    'copy-as': Clipboard,
    open: ArrowRight,
    reveal: Eye,
    renew: RefreshCw,
    'sign-in': LogIn,
    edit: Pencil,
    star: Star,
  },
  ...{ activity: History, duplicate: CopyPlus, remove: Trash2 },
};

interface RowMenuProps {
  readonly connection: ConnectionState;
  readonly acts: readonly ConnectionAct[];
  /** Where it was asked for, CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly onAct: (act: ConnectionAct) => void;
  readonly onClose: () => void;
}

/** The menu of a row, where it was clicked with the right button or beside the chosen one. What removes it stands last. */
export function RowMenu({ connection, acts, x, y, onAct, onClose }: RowMenuProps) {
  const place = useRef<HTMLSpanElement>(null);
  const row = (act: ConnectionAct) => {
    const Icon = ICONS[act];
    return <MenuRow key={act} id={act} title={actTitle(act, connection)} icon={<Icon size={16} />} />;
  };
  return (
    <>
      <span ref={place} className={rowStyles.place} style={{ left: x, top: y }} />
      <MenuPopover besides={place} onClose={onClose}>
        <Menu
          aria-label={connection.name}
          autoFocus="first"
          className={styles.menu ?? ''}
          onAction={(key) => {
            const act = acts.find((one) => one === key);
            onClose();
            if (act !== undefined) onAct(act);
          }}
        >
          {acts.filter((act) => act !== 'remove').map(row)}
          {acts.includes('remove') && <Separator className={styles.separator ?? ''} />}
          {acts.includes('remove') && row('remove')}
        </Menu>
      </MenuPopover>
    </>
  );
}
