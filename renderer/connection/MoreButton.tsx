import { Ellipsis } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { MenuTrigger } from 'react-aria-components/Menu';
import { type ConnectionActs, ConnectionMenu } from '../menus/ConnectionMenu.tsx';
import { MenuPopover } from '../menus/MenuPopover.tsx';
import { text } from '../words/text.ts';
import styles from './MoreButton.module.css';

/** Opens the menu of what is done more rarely. */
export function MoreButton({ acts }: { readonly acts: ConnectionActs }) {
  return (
    <MenuTrigger>
      <AriaButton className={styles.more ?? ''} aria-label={text('act.more')}>
        <Ellipsis size={18} aria-hidden="true" />
      </AriaButton>
      <MenuPopover>
        <ConnectionMenu acts={acts} />
      </MenuPopover>
    </MenuTrigger>
  );
}
