import { ArrowDownUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { MenuTrigger } from 'react-aria-components/Menu';
import type { ListView } from '../../../preload/connection.ts';
import { ChoiceMenu } from '../../menus/ChoiceMenu.tsx';
import { orderText } from '../../words/listText.ts';
import { text } from '../../words/text.ts';
import styles from './OrderMenu.module.css';

const orders = ['name', 'used', 'hand'] as const;

interface OrderMenuProps {
  readonly order: ListView['order'];
  readonly onChoose: (order: ListView['order']) => void;
}

/** The button beside the first heading that sorts the list. */
export function OrderMenu({ order, onChoose }: OrderMenuProps) {
  const choices = orders.map((id) => ({ id, ...orderText(id) }));
  return (
    <MenuTrigger>
      <Button className={styles.button ?? ''} aria-label={text('order.sortedBy', { order: orderText(order).title })}>
        <ArrowDownUp size={14} aria-hidden="true" />
      </Button>
      <ChoiceMenu label={text('order.sort')} choices={choices} current={order} onChoose={onChoose} />
    </MenuTrigger>
  );
}
