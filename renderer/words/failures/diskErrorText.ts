import type { NotExportedFailure } from '../../../preload/failure.ts';
import { text } from '../text.ts';

/** Why a change could not be saved, and what to do. `reason`: the system's code, or `newer` and `unreachable` of the list. */
export function diskErrorText(reason: string): string {
  switch (reason) {
    case 'ENOSPC':
    case 'EDQUOT':
      return text('disk.full');
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return text('disk.readOnly');
    case 'EBUSY':
      return text('disk.inUse');
    case 'newer':
    case 'unreachable':
      return text(`disk.${reason}`);
    default:
      return text('disk.refused');
  }
}

/** Why a table or a reminder could not be saved where the person wanted it, and what to do. */
export function exportErrorText({ what, reason }: NotExportedFailure): string {
  switch (reason) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
      return text('export.readOnly');
    case 'EBUSY':
      return text('export.inUse', { what });
    case 'ENOSPC':
    case 'EDQUOT':
      return text('export.full');
    default:
      return text('export.refused');
  }
}
