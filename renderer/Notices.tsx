import type { DeskNotice, DeskState } from '../preload/contract.ts';
import { keychainNotice, noticeText } from './noticeText.ts';
import { Banner } from './parts/Banner.tsx';

interface NoticesProps {
  readonly desk: DeskState;
  readonly hidden: readonly DeskNotice[];
  readonly onHide: (notice: DeskNotice) => void;
}

/** What should be known about this computer. The keychain's line stays until it is put right. */
export function Notices({ desk, hidden, onHide }: NoticesProps) {
  const keychain = keychainNotice(desk.keychain);
  const shown = desk.notices.filter((notice) => !hidden.includes(notice));
  return (
    <section aria-label="Notices" aria-live="polite">
      {keychain !== undefined && <Banner text={keychain} />}
      {shown.map((notice) => (
        <Banner key={notice} text={noticeText(notice)} onHide={() => onHide(notice)} />
      ))}
    </section>
  );
}
