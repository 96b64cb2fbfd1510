import { chmodSync, lstatSync, mkdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  deleteFiles,
  prepareFolder,
  readRegularFile,
  setAside,
  writeFileAtomically,
} from '../../../../main/desktop/files/atomicFile.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, modeOf, namesIn } from './diskFolder.ts';

const isList = (name: string) => name.startsWith('list');

describe('writing a file', () => {
  it('puts the new one in the place of the old, for its owner alone, and leaves nothing beside it', () => {
    const folder = folderWith({ 'list.json': 'old' });
    chmodSync(join(folder, 'list.json'), 0o644);
    expect(writeFileAtomically(folder, 'list.json', 'new “😀” \u0000')).toEqual(ok(undefined));
    expect(readFileSync(join(folder, 'list.json'), 'utf8')).toBe('new “😀” \u0000');
    expect(modeOf(folder, 'list.json')).toBe('600');
    expect(namesIn(folder)).toEqual(['list.json']);
  });

  it('replaces a link and leaves alone what it leads to', () => {
    const elsewhere = folderWith({ 'mine.txt': 'mine' });
    const folder = folderWith();
    symlinkSync(join(elsewhere, 'mine.txt'), join(folder, 'list.json'));
    expect(writeFileAtomically(folder, 'list.json', 'new')).toEqual(ok(undefined));
    expect(lstatSync(join(folder, 'list.json')).isSymbolicLink()).toBe(false);
    expect(readFileSync(join(elsewhere, 'mine.txt'), 'utf8')).toBe('mine');
  });

  it('tells why the disk did not take it, keeps what was there and leaves nothing beside it', () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'list.json/inside'), { recursive: true });
    expect(writeFileAtomically(folder, 'list.json', 'new')).toEqual(fail('EISDIR'));
    expect(namesIn(folder)).toEqual(['list.json']);
    expect(writeFileAtomically(join(folder, 'nowhere'), 'list.json', 'new')).toEqual(fail('ENOENT'));
  });

  it('is refused for more than is ever read, and keeps what was there', () => {
    const folder = folderWith({ 'list.json': 'old' });
    expect(writeFileAtomically(folder, 'list.json', Buffer.alloc(32 * 1024 * 1024 + 1))).toEqual(fail('EFBIG'));
    expect(readRegularFile(join(folder, 'list.json'))).toEqual(ok(Buffer.from('old')));
    expect(namesIn(folder)).toEqual(['list.json']);
  });
});

describe('reading a file', () => {
  it('gives its bytes, and undefined when there is none', () => {
    const folder = folderWith({ 'list.json': Buffer.from([0, 255]) });
    expect(readRegularFile(join(folder, 'list.json'))).toEqual(ok(Buffer.from([0, 255])));
    expect(readRegularFile(join(folder, 'other.json'))).toEqual(ok(undefined));
  });

  it('is refused when something else stands in its place', () => {
    const folder = folderWith({ 'mine.txt': 'mine', 'huge.json': '' });
    mkdirSync(join(folder, 'folder'));
    symlinkSync('mine.txt', join(folder, 'link'));
    symlinkSync('nothing', join(folder, 'dangling'));
    // Sparse: it takes no space on the disk.
    truncateSync(join(folder, 'huge.json'), 32 * 1024 * 1024 + 1);
    for (const name of ['folder', 'link', 'dangling', 'huge.json']) {
      expect(readRegularFile(join(folder, name))).toEqual(fail({ code: 'not-a-file' }));
    }
  });

  it('differs from finding none when it could not be looked', () => {
    const folder = folderWith({ file: '' });
    expect(readRegularFile(join(folder, 'file/list.json'))).toEqual(fail({ code: 'unreachable', reason: 'ENOTDIR' }));
  });
});

describe('tidying a folder', () => {
  it('takes away what killed writes left behind, and nothing else', () => {
    const folder = folderWith({ 'list.json': '{}', 'list.json.tmp-1': '{', 'list.old.json.tmp-2': '', 'my.tmp-1': '' });
    expect(prepareFolder(folder, isList)).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['list.json', 'my.tmp-1']);
  });

  it('makes folder and files their owner’s alone, those that are not ours excepted', () => {
    const folder = folderWith({ 'list.json': '{}', 'other.json': '{}' });
    chmodSync(folder, 0o755);
    for (const name of ['list.json', 'other.json']) chmodSync(join(folder, name), 0o644);
    prepareFolder(folder, isList);
    expect([modeOf(folder), modeOf(folder, 'list.json'), modeOf(folder, 'other.json')]).toEqual(['700', '600', '644']);
  });

  it('gives nobody a right that was taken away', () => {
    const folder = folderWith({ 'list.json': '{}' });
    chmodSync(join(folder, 'list.json'), 0o444);
    chmodSync(folder, 0o555);
    prepareFolder(folder, isList);
    const modes = [modeOf(folder), modeOf(folder, 'list.json')];
    chmodSync(folder, 0o700);
    expect(modes).toEqual(['500', '400']);
  });

  it('follows no link', () => {
    const elsewhere = folderWith({ 'mine.txt': 'mine' });
    chmodSync(join(elsewhere, 'mine.txt'), 0o644);
    const folder = folderWith();
    symlinkSync(join(elsewhere, 'mine.txt'), join(folder, 'list.json'));
    symlinkSync(elsewhere, join(folder, 'list.json.tmp-1'));
    prepareFolder(folder, isList);
    expect(modeOf(elsewhere, 'mine.txt')).toBe('644');
    expect(namesIn(folder)).toEqual(['list.json']);
  });

  it('makes a folder that is not there, and leaves everybody’s folder everybody’s', () => {
    const folder = folderWith();
    prepareFolder(join(folder, 'new'), isList);
    expect(modeOf(folder, 'new')).toBe('700');
    mkdirSync(join(folder, 'shared'));
    chmodSync(join(folder, 'shared'), 0o1777);
    prepareFolder(join(folder, 'shared'), isList);
    expect(modeOf(folder, 'shared')).toBe('777');
    symlinkSync('shared', join(folder, 'link'));
    prepareFolder(join(folder, 'link'), isList);
    expect(modeOf(folder, 'shared')).toBe('777');
  });
});

describe('setting a file aside', () => {
  it('keeps it under another name, and in its place until another is written there', () => {
    const folder = folderWith({ 'list.json': 'spoilt' });
    expect(setAside(folder, 'list.json', 7)).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['list.json', 'list.unreadable-7.json']);
    writeFileAtomically(folder, 'list.json', 'new');
    expect(readFileSync(join(folder, 'list.unreadable-7.json'), 'utf8')).toBe('spoilt');
  });

  it('takes another name when two come at the same moment', () => {
    const folder = folderWith({ 'list.json': 'one' });
    setAside(folder, 'list.json', 7);
    writeFileAtomically(folder, 'list.json', 'two');
    setAside(folder, 'list.json', 7);
    expect(readFileSync(join(folder, 'list.unreadable-7-2.json'), 'utf8')).toBe('two');
  });

  it('moves a folder or a link out of the way', () => {
    const elsewhere = folderWith({ 'mine.txt': 'mine' });
    const folder = folderWith();
    mkdirSync(join(folder, 'list.json'));
    setAside(folder, 'list.json', 7);
    symlinkSync(join(elsewhere, 'mine.txt'), join(folder, 'list.json'));
    setAside(folder, 'list.json', 8);
    expect(namesIn(folder)).toEqual(['list.unreadable-7.json', 'list.unreadable-8.json']);
    expect(namesIn(elsewhere)).toEqual(['mine.txt']);
  });

  it('keeps the five newest', () => {
    const folder = folderWith({ 'list.json': 'spoilt', 'other.unreadable-1.json': '' });
    for (let at = 1; at <= 9; at += 1) setAside(folder, 'list.json', at);
    const kept = [5, 6, 7, 8, 9].map((at) => `list.unreadable-${at}.json`);
    expect(namesIn(folder)).toEqual(['list.json', ...kept, 'other.unreadable-1.json']);
  });
});

describe('deleting files', () => {
  it('takes away every one of ours with what their writes left, and leaves the rest', () => {
    const folder = folderWith({
      'list.json': '',
      'list.unreadable-1.json': '',
      'list.json.tmp-1': '',
      'other.json': '',
    });
    mkdirSync(join(folder, 'list.unreadable-2.json/inside'), { recursive: true });
    expect(deleteFiles(folder, isList)).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['other.json']);
    expect(deleteFiles(join(folder, 'nowhere'), isList)).toEqual(fail('ENOENT'));
  });

  it.runIf(process.platform === 'linux')(
    'needs no folder that can be synchronised: some file systems have none',
    () => {
      // As on a folder shared with a virtual machine.
      expect(deleteFiles('/proc/self/attr', isList)).toEqual(ok(undefined));
    },
  );
});
