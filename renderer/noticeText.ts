import type { DeskNotice, KeychainState } from '../preload/contract.ts';

/** One sentence or two on something about this computer. */
export function noticeText(notice: DeskNotice): string {
  switch (notice) {
    case 'registry-repaired':
      return 'The list of connections was damaged and has been put right from its last good copy. Check that none is missing.';
    case 'not-saved':
      return 'The last change could not be written to disk. It lasts until Token Desk is closed; check that the disk is not full.';
    case 'no-tray':
      return 'Token Desk found no place for its tray icon on this computer, so copy from this window. Closing the window ends Token Desk.';
  }
}

/** What a keychain that is not ready means for the person; undefined when it is ready. */
export function keychainNotice(keychain: KeychainState): string | undefined {
  switch (keychain) {
    case 'ready':
      return undefined;
    case 'locked':
      return 'This computer’s keychain is locked. Unlock it and your connections work again; nothing is lost.';
    case 'unavailable':
      return 'Token Desk found no keychain on this computer. It keeps sign-ins nowhere else, so none can be stored or renewed until there is one.';
    case 'silent':
      return 'This computer’s keychain is not answering. Token Desk keeps asking; nothing is lost.';
  }
}
