import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from './classNames.ts';
import styles from './Overlay.module.css';

interface OverlayProps {
  /** Its name for screen readers. */
  readonly label: string;
  /** `page` for reading, `search` near the top with no room to spare. */
  readonly look: 'page' | 'search';
  /** Escape, and a click beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A sheet above the window for a moment, which takes nothing of what is typed below it. It has the focus, and gives it back
 * where it was.
 */
export function Overlay({ label, look, onClose, children }: OverlayProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={classNames(styles.under, styles[look])}
    >
      <Modal className={styles.sheet ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label={label}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
