import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copiedMark } from '../../../../main/desktop/files/copiedMark.ts';
import { folderWith, modeOf } from './diskFolder.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoiYW5uIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';

describe('the mark of a copied token', () => {
  it('knows the last token again after a restart, and no other text', () => {
    const folder = folderWith();
    copiedMark(folder).set('an earlier token');
    copiedMark(folder).set(TOKEN);
    const mark = copiedMark(folder);
    expect(mark.exists()).toBe(true);
    expect(['an earlier token', TOKEN, `${TOKEN} `, ''].map(mark.matches)).toEqual([false, true, false, false]);
    mark.clear();
    expect([mark.exists(), mark.matches(TOKEN)]).toEqual([false, false]);
  });

  it('is for its owner alone, holds no part of the token, and is another each time', () => {
    const folder = folderWith();
    const texts = [1, 2].map(() => {
      copiedMark(folder).set(TOKEN);
      return readFileSync(join(folder, 'copied.json'), 'utf8');
    });
    expect(modeOf(folder, 'copied.json')).toBe('600');
    expect(texts[0]).not.toBe(texts[1]);
    for (const at of Array(TOKEN.length - 7).keys()) expect(texts[0]).not.toContain(TOKEN.slice(at, at + 8));
  });

  it.each([
    '',
    '{',
    'null',
    '7',
    '{"key":"00","mark":"00"}',
    ' '.repeat(100_000),
    `{"key":"${'0'.repeat(64)}","mark":1}`,
    '\u0000',
  ])('that somebody edited is no mark of anything, and goes: %#', (text) => {
    const mark = copiedMark(folderWith({ 'copied.json': text }));
    expect([mark.exists(), mark.matches(''), mark.matches(TOKEN)]).toEqual([true, false, false]);
    mark.clear();
    expect(mark.exists()).toBe(false);
  });

  it('follows no link, and a folder in its place stops nothing', () => {
    const folder = folderWith({ other: 'kept' });
    symlinkSync(join(folder, 'other'), join(folder, 'copied.json'));
    copiedMark(folder).set(TOKEN);
    expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('kept');
    expect(copiedMark(folder).matches(TOKEN)).toBe(true);
    copiedMark(folder).clear();
    mkdirSync(join(folder, 'copied.json'));
    copiedMark(folder).set(TOKEN);
    expect([copiedMark(folder).exists(), copiedMark(folder).matches(TOKEN)]).toEqual([false, false]);
  });
});
