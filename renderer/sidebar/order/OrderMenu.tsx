import { ArrowDownUp, Check } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuTrigger } from 'react-aria-components/Menu';
import type { ListView } from '../../../preload/connection.ts';
import menuStyles from '../../menus/Menu.module.css';
import { MenuPopover } from '../../menus/MenuPopover.tsx';
import { MenuRow } from '../../menus/MenuRow.tsx';
import { orderTexts } from '../../words/listText.ts';
import styles from './OrderMenu.module.css';

interface OrderMenuProps {
  readonly order: ListView['order'];
  readonly onChoose: (order: ListView['order']) => void;
}

/** The button beside the first heading that sorts the list. */
export function OrderMenu({ order, onChoose }: OrderMenuProps) {
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={`Sort the list: ${orderTexts[order].title}`}>
        <ArrowDownUp size={14} aria-hidden="true" />
      </Button>
      <MenuPopover>
        <Menu
          aria-label="Sort the list"
          className={menuStyles.menu ?? ''}
          selectionMode="single"
          selectedKeys={[order]}
          disallowEmptySelection
          onAction={(key) => {
            const chosen = orders.find((one) => one === key);
            if (chosen !== undefined) onChoose(chosen);
          }}
        >
          {orders.map((one) => (
            <MenuRow key={one} id={one} {...orderTexts[one]} icon={one === order ? <Check size={16} /> : undefined} />
          ))}
        </Menu>
      </MenuPopover>
    </MenuTrigger>
  );
}

const orders = ['name', 'used', 'hand'] as const;
