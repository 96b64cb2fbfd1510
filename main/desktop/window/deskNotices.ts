import type { DeskNotice } from '../../../preload/contract.ts';

/** What is known of this computer: how the registry was found, why not everything is on disk, whether every refresh token is kept, whether the keychain holds what nobody wants, whether tray icons are shown. */
interface Known {
  readonly found: DeskNotice | undefined;
  readonly diskError: string | undefined;
  readonly areGrantsStored: boolean;
  readonly hasOrphanedItems: boolean;
  readonly hasTray: boolean;
}

/** What a person should know about this computer, the gravest first. */
export function deskNotices({
  found,
  diskError,
  areGrantsStored,
  hasOrphanedItems,
  hasTray,
}: Known): readonly DeskNotice[] {
  const disk = diskError === undefined ? undefined : diskNotice(diskError);
  const pending = areGrantsStored ? undefined : ('grant-pending' as const);
  const left = hasOrphanedItems ? ('secret-left' as const) : undefined;
  const tray = hasTray ? undefined : ('no-tray' as const);
  return [found, disk, pending, left, tray].filter((notice) => notice !== undefined);
}

/** By the system's code why the disk took no more; a registry that must not be written over has a notice of its own. */
function diskNotice(reason: string): DeskNotice | undefined {
  switch (reason) {
    case 'newer':
    case 'unreachable':
      return undefined;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'disk-read-only';
    default:
      return 'not-saved';
  }
}
