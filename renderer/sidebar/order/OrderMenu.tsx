import { ArrowDownUp } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { MenuTrigger } from 'react-aria-components/Menu';
import type { ListView } from '../../../preload/connection.ts';
import { ChoiceMenu } from '../../menus/ChoiceMenu.tsx';
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
      <ChoiceMenu label="Sort the list" choices={orders} current={order} onChoose={onChoose} />
    </MenuTrigger>
  );
}

const orders = (['name', 'used', 'hand'] as const).map((id) => ({ id, ...orderTexts[id] }));
