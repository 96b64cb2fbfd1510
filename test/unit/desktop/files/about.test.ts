import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestNews, readAbout } from '../../../../main/desktop/files/about.ts';
import { folderWith } from './diskFolder.ts';

const row = (name: string, version = '1.0.0') => ({ name, version, identifier: 'MIT', text: `${name}’s` });
const licence = (name: string, version = '1.0.0') => ({ name, version, kind: 'MIT', text: `${name}’s` });

/** A built app with these files. */
function builtWith(files: Readonly<Record<string, string>>): string {
  const built = folderWith();
  for (const folder of ['main', 'renderer']) mkdirSync(join(built, folder));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(built, name), text);
  return built;
}

describe('what the app says of itself', () => {
  it('is every licence once, by name, and what is newest', () => {
    const built = builtWith({
      'main/licences.json': JSON.stringify([row('zod'), row('ajv')]),
      'main/licencesBeside.json': JSON.stringify([row('electron')]),
      'renderer/licences.json': JSON.stringify([row('react'), row('zod'), row('zod', '3.0.0')]),
      'main/changelog.txt': '# Changelog\n\n## [0.1.0]\n\n### What’s new\n\n- First.\n',
    });
    expect(readAbout(built, '/nowhere/token-desk')).toEqual({
      licences: [licence('ajv'), licence('electron'), licence('react'), licence('zod'), licence('zod', '3.0.0')],
      news: '- First.',
    });
  });

  it('says where Chromium’s are, if they are there', () => {
    const folder = folderWith({ 'LICENSES.chromium.html': '' });
    expect(readAbout(folder, join(folder, 'token-desk')).chromiumLicences).toBe(join(folder, 'LICENSES.chromium.html'));
  });

  it.each(['', '{', '{}', 'null', '[null]', '[7]', '[{"name":7}]'])('is what can be read of %j', (text) => {
    const { licences } = readAbout(builtWith({ 'main/licences.json': text }), '/nowhere/token-desk');
    for (const one of licences) expect(one).toEqual({ name: '', version: '', kind: '', text: '' });
  });

  it.each([
    [
      '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n## [0.2.0]\n\n### What’s new\n\n- New.\n\n### Added\n\n- Two.\n\n## [0.1.0]\n\n### What’s new\n\n- Old.\n',
      '- New.',
    ],
    ['## [0.2.0]\n\n### What’s new\n\n- New.\n- Newer.\n\n## [0.1.0]\n\n- Old.\n', '- New.\n- Newer.'],
    ['## [0.2.0]\r\n\r\n### What’s new\r\n\r\n- New.\r\n\r\n### Added\r\n\r\n- One.\r\n', '- New.'],
    ['# Changelog\n\n## [0.1.0]\n\n### Added\n\n- One.\n', ''],
    ['', ''],
  ])('tells people what is new, and nothing else of the changelog: %j', (changelog, news) => {
    expect(newestNews(changelog)).toBe(news);
  });
});
