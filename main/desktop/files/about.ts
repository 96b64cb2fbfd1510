import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { About, Licence } from '../../../preload/about.ts';
import { orUndefined } from '../../result.ts';
import { memberOf, parseJson } from './json.ts';

/** Written by the build: Vite's own two, and what `tools/aboutFiles.mjs` adds. */
const LICENCES = ['main/licences.json', 'main/licencesBeside.json', 'renderer/licences.json'];

/**
 * Reads what the build says of the app; what cannot be read is missing.
 * @param built the built app's folder
 * @param program the running program, beside which Electron ships the licences of Chromium
 */
export function readAbout(built: string, program: string): Pick<About, 'news' | 'licences' | 'chromiumLicences'> {
  const read = (name: string) => orUndefined(() => readFileSync(join(built, name), 'utf8')) ?? '';
  const licences = LICENCES.flatMap((name) => readLicences(read(name)));
  const byName = new Map(licences.map((one) => [`${one.name}@${one.version}`, one]));
  const chromiumLicences = join(dirname(program), 'LICENSES.chromium.html');
  return {
    news: newestNews(read('main/changelog.txt')),
    licences: [...byName.values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    ...(existsSync(chromiumLicences) && { chromiumLicences }),
  };
}

/** What is new, in words for the people who use the app: a part of each version in a changelog. */
const NEWS = /^### What’s new$(?<news>(?:\r?\n(?!#).*)*)/m;

/** What the newest version that says it in a changelog has for the people who use the app; empty when none does. */
export function newestNews(changelog: string): string {
  return NEWS.exec(changelog)?.groups?.news?.trim() ?? '';
}

function readLicences(text: string): readonly Licence[] {
  const rows = parseJson(text);
  if (!Array.isArray(rows)) return [];
  return rows.map((row) => {
    const [name = '', version = '', kind = '', licence = ''] = ['name', 'version', 'identifier', 'text'].map(
      (member) => {
        const value = memberOf(row, member);
        return typeof value === 'string' ? value : '';
      },
    );
    return { name, version, kind, text: licence };
  });
}
