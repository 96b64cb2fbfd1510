import type { ReactNode, RefObject } from 'react';
import { Popover } from 'react-aria-components/Popover';
import styles from './Menu.module.css';

interface MenuPopoverProps {
  readonly children: ReactNode;
  /** Where it opens beside, when that is not the button that opens it. */
  readonly besides?: RefObject<Element | null>;
  /** It is open from the beginning, without a button; called when it closes. */
  readonly onClose?: () => void;
}

/** The sheet that a menu stands on, below its button. */
export function MenuPopover({ children, besides, onClose }: MenuPopoverProps) {
  return (
    <Popover
      className={styles.popover ?? ''}
      placement="bottom start"
      offset={8}
      {...(besides !== undefined && { triggerRef: besides })}
      {...(onClose !== undefined && { isOpen: true, onOpenChange: (isOpen: boolean) => !isOpen && onClose() })}
    >
      {children}
    </Popover>
  );
}
