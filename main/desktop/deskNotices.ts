import type { DeskNotice } from '../../preload/contract.ts';

/** What is known of this computer: how the registry was found, why not everything is on disk, whether tray icons are shown. */
interface Known {
  readonly found: DeskNotice | undefined;
  readonly unsaved: string | undefined;
  readonly hasTray: boolean;
}

/** What a person should know about this computer, the gravest first. */
export function deskNotices({ found, unsaved, hasTray }: Known): readonly DeskNotice[] {
  const disk = unsaved === undefined ? undefined : unsavedNotice(unsaved);
  return [found, disk, hasTray ? undefined : ('no-tray' as const)].filter((notice) => notice !== undefined);
}

/** By the system's code why the disk took no more; a registry that must not be written over has a notice of its own. */
function unsavedNotice(reason: string): DeskNotice | undefined {
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
