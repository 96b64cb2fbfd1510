import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** A file beside the package: the SHA-256 of each of our own files in hex, by its path in the folder of resources. */
const HASHES = 'hashes.json';

/**
 * Compares the app's own files, the package and the native modules beside it, with what was written down when they were
 * packed (`tools/afterPack.mjs`). Shows damage and careless edits: whoever can edit the files can edit the hashes too.
 * @param resources the packed app's folder of resources
 * @returns the path of the first file that differs or is missing, and `hashes.json` when that cannot be read
 */
async function changedFile(resources: string): Promise<string | undefined> {
  try {
    const { promises } = await originalFs();
    const told: unknown = JSON.parse(await promises.readFile(join(resources, HASHES), 'utf8'));
    for (const [name, hash] of Object.entries(told ?? {}))
      if ((await sha256(join(resources, name)).catch(() => undefined)) !== hash) return name;
    return undefined;
  } catch {
    return HASHES;
  }
}

/**
 * The same for the app that runs, once it is asked to look.
 * @param resources undefined for an app that is not packed, whose files change
 * @param onChanged told the first file that is not as it was packed
 */
export function ownFiles(resources: string | undefined, onChanged: (file: string) => void) {
  let isChanged = false;
  return {
    isChanged: () => isChanged,
    check: async () => {
      const file = resources === undefined ? undefined : await changedFile(resources);
      isChanged = file !== undefined;
      if (file !== undefined) onChanged(file);
    },
  };
}

/** Electron's file system without its view into packages: it loads Node's own a second time, which the window must not wait for. */
function originalFs() {
  return import('original-fs');
}

/** In pieces, between which main does other work. */
async function sha256(path: string): Promise<string> {
  const { createReadStream } = await originalFs();
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest('hex');
}
