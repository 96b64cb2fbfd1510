import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder with these files, deleted after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk “disk” '));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The names in a folder, in order. */
export function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).toSorted();
}

/** A file's mode, three octal digits. */
export function modeOf(folder: string, name = '.'): string {
  return (statSync(join(folder, name)).mode & 0o777).toString(8);
}
