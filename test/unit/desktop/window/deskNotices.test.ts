import { describe, expect, it } from 'vitest';
import { deskNotices } from '../../../../main/desktop/window/deskNotices.ts';

const well = {
  found: undefined,
  diskError: undefined,
  areGrantsStored: true,
  hasOrphanedItems: false,
  hasTray: true,
  isChanged: false,
  isVaultNotLast: false,
};

describe('what a person should know about this computer', () => {
  it('is nothing when all is well', () => {
    expect(deskNotices(well)).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'disk-read-only'],
    ['EPERM', 'disk-read-only'],
    ['EBUSY', 'file-in-use'],
    ['EMFILE', 'not-saved'],
    ['EIO', 'not-saved'],
  ])('is why nothing more is written: %s', (diskError, notice) => {
    expect(deskNotices({ ...well, diskError })).toEqual([notice]);
  });

  it('is how the app and the list were found, the disk, the keychain and the tray together', () => {
    const bad = {
      areGrantsStored: false,
      hasOrphanedItems: true,
      hasTray: false,
      isChanged: true,
      isVaultNotLast: true,
    };
    const known = { ...bad, found: 'registry-damaged', diskError: 'ENOSPC' } as const;
    const rest = ['disk-full', 'grant-pending', 'secret-left', 'no-tray'];
    expect(deskNotices(known)).toEqual(['files-changed', 'registry-damaged', 'vault-not-last', ...rest]);
  });

  it.each([
    ['registry-newer', 'newer'],
    ['registry-unreachable', 'unreachable'],
  ] as const)('is told once when the list must not be written over: %s', (found, diskError) => {
    expect(deskNotices({ ...well, found, diskError })).toEqual([found]);
  });
});
