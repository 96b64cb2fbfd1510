import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** When a file is full, bytes: as in the app. */
const fullAt = 2 * 1024 * 1024;

/**
 * Writes a history as docs/ledger.md says, in as many files as the app would have.
 * @param {string} folder
 * @param {Iterable<{ readonly at: number, readonly what: string, readonly by: string, readonly id: string,
 *   readonly name: string }>} entries
 */
export function writeLedger(folder, entries) {
  let n = 0;
  let prev = '0'.repeat(64);
  let files = 0;
  let text = '';
  for (const { at, what, ...rest } of entries) {
    n += 1;
    const line = JSON.stringify({ n, prev, at, what, ...rest });
    prev = createHash('sha256').update(line).digest('hex');
    text += `${line}\n`;
    if (text.length < fullAt) continue;
    files += 1;
    writeFileSync(join(folder, `ledger-${String(files).padStart(6, '0')}.jsonl`), text, { mode: 0o600 });
    text = '';
  }
  if (text !== '') writeFileSync(join(folder, 'ledger.jsonl'), text, { mode: 0o600 });
}
