import { useState } from 'react';
import type { DeskNotice, DeskState } from '../../preload/contract.ts';
import { Banner } from '../parts/Banner.tsx';
import { clockNotice, copyFailedText, forgottenText, noticeText } from '../words/noticeText.ts';
import { text } from '../words/text.ts';
import styles from './Notices.module.css';
import type { FailedCopy } from './navigation.ts';

interface NoticesProps {
  readonly desk: DeskState;
  /** A copy from the tray that failed, while its connection's page is not open. */
  readonly failedCopy: FailedCopy | undefined;
  readonly onHideFailedCopy: () => void;
  /** Everything was just erased. */
  readonly isForgotten: boolean;
  readonly onHideForgotten: () => void;
}

/** One banner for each thing to know about this computer, apart from its keychain. A hidden one stays away until the app restarts. */
export function Notices({ desk, failedCopy, onHideFailedCopy, isForgotten, onHideForgotten }: NoticesProps) {
  const [hidden, setHidden] = useState<readonly (DeskNotice | 'clock')[]>([]);
  const hide = (notice: DeskNotice | 'clock'): void => setHidden([...hidden, notice]);
  const failedName = desk.connections.find(({ id }) => id === failedCopy?.id)?.name;
  return (
    <section aria-label={text('notices.label')} aria-live="polite" className={styles.notices}>
      {desk.notices.map(
        (notice) =>
          !hidden.includes(notice) && <Banner key={notice} text={noticeText(notice)} onHide={() => hide(notice)} />,
      )}
      {desk.clockSkew !== undefined && !hidden.includes('clock') && (
        <Banner text={clockNotice(desk.clockSkew)} onHide={() => hide('clock')} />
      )}
      {failedCopy !== undefined && failedName !== undefined && (
        <Banner key={failedCopy.at} text={copyFailedText(failedName, failedCopy.failure)} onHide={onHideFailedCopy} />
      )}
      {isForgotten && <Banner text={forgottenText(desk.keychain)} onHide={onHideForgotten} />}
    </section>
  );
}
