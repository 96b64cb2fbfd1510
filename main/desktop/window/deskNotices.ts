import type { DeskNotice } from '../../../preload/contract.ts';

/** What may need a notice. `found`: how the start found the registry; `diskError`: the system's code, if it is not on disk. */
export interface Noticeable {
  readonly found: DeskNotice | undefined;
  readonly diskError: string | undefined;
  readonly areGrantsStored: boolean;
  readonly hasOrphanedItems: boolean;
  readonly hasTray: boolean;
  /** A file of the app itself is not as it was packed. */
  readonly isChanged: boolean;
  /** The vault that is open is not the one that was used last. */
  readonly isVaultNotLast: boolean;
}

/** By the system's code. A registry that must not be overwritten has a notice of its own. */
const DISK_NOTICES = new Map<string, DeskNotice | undefined>([
  ['newer', undefined],
  ['unreachable', undefined],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'disk-read-only'],
  ['EACCES', 'disk-read-only'],
  ['EPERM', 'disk-read-only'],
  ['EBUSY', 'file-in-use'],
]);

/** What a person should know about this computer, the most serious first. */
export function deskNotices(known: Noticeable): readonly DeskNotice[] {
  const { found, diskError } = known;
  const isListed = diskError === undefined || DISK_NOTICES.has(diskError);
  const disk = isListed ? DISK_NOTICES.get(diskError ?? '') : 'not-saved';
  const pending = known.areGrantsStored ? undefined : ('grant-pending' as const);
  const orphaned = known.hasOrphanedItems ? ('secret-left' as const) : undefined;
  const tray = known.hasTray ? undefined : ('no-tray' as const);
  const changed = known.isChanged ? ('files-changed' as const) : undefined;
  const vault = known.isVaultNotLast ? ('vault-not-last' as const) : undefined;
  return [changed, found, vault, disk, pending, orphaned, tray].filter((notice) => notice !== undefined);
}
