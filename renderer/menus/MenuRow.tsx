import type { ReactNode } from 'react';
import { Keyboard } from 'react-aria-components/Keyboard';
import { MenuItem } from 'react-aria-components/Menu';
import { Text } from 'react-aria-components/Text';
import styles from './Menu.module.css';

interface MenuRowProps {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  readonly icon?: ReactNode;
  /** As a person reads it, `Ctrl 1`. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
}

/** An entry of a menu: what it does, a line of help, and its shortcut. */
export function MenuRow({ id, title, help, icon, keys, isDisabled = false }: MenuRowProps) {
  return (
    <MenuItem id={id} textValue={title} className={styles.item ?? ''} isDisabled={isDisabled}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={styles.words}>
        <Text slot="label" className={styles.title ?? ''}>
          {title}
        </Text>
        {help !== undefined && (
          <Text slot="description" className={styles.help ?? ''}>
            {help}
          </Text>
        )}
      </span>
      {keys !== undefined && <Keyboard className={styles.keys ?? ''}>{keys}</Keyboard>}
    </MenuItem>
  );
}
