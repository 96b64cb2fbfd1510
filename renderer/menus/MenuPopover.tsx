import type { ReactNode, RefObject } from 'react';
import { Popover } from 'react-aria-components/Popover';
import styles from './Menu.module.css';

interface MenuPopoverProps {
  readonly children: ReactNode;
  /** Where it opens beside, when that is not the button that opens it. */
  readonly besides?: RefObject<Element | null>;
}

/** The sheet that a menu stands on, below its button. */
export function MenuPopover({ children, besides }: MenuPopoverProps) {
  return (
    <Popover
      className={styles.popover ?? ''}
      placement="bottom start"
      offset={8}
      {...(besides !== undefined && { triggerRef: besides })}
    >
      {children}
    </Popover>
  );
}
