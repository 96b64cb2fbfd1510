import type { ReactNode } from 'react';
import type { DeskNotice, DeskState } from '../preload/contract.ts';
import styles from './Notices.module.css';
import { Banner } from './parts/Banner.tsx';
import { clockNotice, noticeText } from './words/noticeText.ts';

/** What a person may hide: the clock too, which not everybody may set. */
export type Hideable = DeskNotice | 'clock';

interface NoticesProps {
  readonly desk: DeskState;
  readonly hidden: readonly Hideable[];
  readonly onHide: (notice: Hideable) => void;
  /** A line that the window adds of its own. */
  readonly children: ReactNode;
}

/** What should be known about this computer, beside its keychain. */
export function Notices({ desk, hidden, onHide, children }: NoticesProps) {
  const shown = desk.notices.filter((notice) => !hidden.includes(notice));
  return (
    <section aria-label="Notices" aria-live="polite" className={styles.notices}>
      {shown.map((notice) => (
        <Banner key={notice} text={noticeText(notice)} onHide={() => onHide(notice)} />
      ))}
      {desk.clockSkew !== undefined && !hidden.includes('clock') && (
        <Banner text={clockNotice(desk.clockSkew)} onHide={() => onHide('clock')} />
      )}
      {children}
    </section>
  );
}
