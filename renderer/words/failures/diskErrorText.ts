import type { NotExportedFailure } from '../../../preload/failure.ts';

/** Why a change could not be saved, and what to do. `reason`: the system's code, or `newer` and `unreachable` of the list. */
export function diskErrorText(reason: string): string {
  switch (reason) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Free some space first.';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'Token Desk may not write to its folder. Allow it to write there first.';
    case 'EBUSY':
      return 'Another program, a virus scanner or a backup perhaps, keeps the file open. Try again in a minute.';
    case 'newer':
      return 'The list of connections was saved by a newer version of Token Desk. Install that version again.';
    case 'unreachable':
      return 'The list of connections could not be read, and it was not changed. Check the disk, then start Token Desk again.';
    default:
      return 'The disk did not accept it.';
  }
}

/** Why a table or a reminder could not be saved where the person wanted it, and what to do. */
export function exportErrorText({ what, reason }: NotExportedFailure): string {
  switch (reason) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
      return 'Token Desk may not write there. Choose another folder.';
    case 'EBUSY':
      return `Another program has that file open${what === 'activity' ? ', Excel perhaps' : ''}. Close it there, or choose another name.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'The disk is full. Free some space, or choose another disk.';
    default:
      return 'The disk did not accept it. Choose another folder.';
  }
}
