import { describe, expect, it } from 'vitest';
import { deskNotices } from '../../../main/desktop/deskNotices.ts';

describe('what a person should know about this computer', () => {
  it('is nothing when all is well', () => {
    expect(deskNotices({ found: undefined, unsaved: undefined, hasTray: true })).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EACCES', 'disk-read-only'],
    ['EPERM', 'disk-read-only'],
    ['EMFILE', 'not-saved'],
    ['EIO', 'not-saved'],
  ])('is why nothing more is written: %s', (unsaved, notice) => {
    expect(deskNotices({ found: undefined, unsaved, hasTray: true })).toEqual([notice]);
  });

  it('is how the list was found, the disk and the tray together', () => {
    const notices = deskNotices({ found: 'registry-damaged', unsaved: 'ENOSPC', hasTray: false });
    expect(notices).toEqual(['registry-damaged', 'disk-full', 'no-tray']);
  });

  it.each([
    ['registry-newer', 'newer'],
    ['registry-unreachable', 'unreachable'],
  ] as const)('is told once when the list must not be written over: %s', (found, unsaved) => {
    expect(deskNotices({ found, unsaved, hasTray: true })).toEqual([found]);
  });
});
