import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { deleteFiles, readRegularFile, writeFileAtomically } from './atomicFile.ts';
import { memberOf, parseJson } from './json.ts';

const FILE = 'copied.json';
/** Bytes; a mark has 150. */
const LONGEST = 1_000;
const HEX = /^[0-9a-f]{64}$/;

/**
 * What a later start needs to know a token again that this run copied and, killed, did not clear: in `copied.json`, an
 * HMAC-SHA-256 of the last one under a random key, never its text. The key stands beside it, because nobody guesses a
 * token from its mark; it keeps marks of different copies from being compared.
 * @see docs/electron.md "Tray and clipboard"
 */
export interface CopiedMark {
  /** Marks this text as copied; a disk that takes no mark is no reason not to copy. */
  set(text: string): void;
  /** Whether there is a mark at all. */
  exists(): boolean;
  /** Whether this is the text that was marked last. */
  matches(text: string): boolean;
  clear(): void;
}

/** The mark in a folder. */
export function copiedMark(folder: string): CopiedMark {
  const read = () => {
    const bytes = readRegularFile(join(folder, FILE));
    return bytes.ok && bytes.value !== undefined ? bytes.value : undefined;
  };
  return {
    set: (text) => {
      const key = randomBytes(32).toString('hex');
      writeFileAtomically(folder, FILE, JSON.stringify({ key, mark: markOf(text, key) }));
    },
    exists: () => read() !== undefined,
    matches: (text) => {
      const bytes = read();
      const found = bytes === undefined || bytes.length > LONGEST ? undefined : parseJson(bytes.toString());
      const key = memberOf(found, 'key');
      return typeof key === 'string' && HEX.test(key) && memberOf(found, 'mark') === markOf(text, key);
    },
    clear: () => void deleteFiles(folder, (name) => name === FILE),
  };
}

function markOf(text: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex');
}
