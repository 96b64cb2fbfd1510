import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { VaultContentFailure } from '../../../preload/failure.ts';
import { fail, ok, orUndefined, type Result } from '../../result.ts';
import { parseJson } from '../files/json.ts';
import { threadOnce } from '../threads/threadOnce.ts';

/** The key of a vault, with the parameters that the next write needs. */
export interface VaultKey {
  readonly key: Buffer;
  readonly salt: string;
  readonly cost: number;
}

/** scrypt's N: 128 MiB and about half a second for each try (RFC 7914 §2). */
export const DEFAULT_COST = 2 ** 17;
/**
 * Bounds for the cost that a file names: less is too weak, and more than any version of this app has written is forged to
 * take time and memory. A version that raises the default raises `VERSION` too, so that earlier ones say `vault-newer`.
 */
const LOWEST_COST = 2 ** 14;
const HIGHEST_COST = DEFAULT_COST;
const BLOCK = 8;
const SUM = 32;
const TAG = 16;
const LONGEST_HEADER = 500;
const VERSION = 1;
/** A text and no file of its own: it is all that the thread does. */
const DERIVE = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { words, salt, length, options } = workerData;
  parentPort.postMessage(require('node:crypto').scryptSync(words, salt, length, options));
`;

const known = z.object({ format: z.literal('token-desk-vault'), version: z.int() });
const headerShape = z.strictObject({
  format: z.literal('token-desk-vault'),
  version: z.literal(VERSION),
  kdf: z.literal('scrypt'),
  cost: z.int().check(
    z.minimum(LOWEST_COST),
    z.maximum(HIGHEST_COST),
    z.refine((cost) => Number.isInteger(Math.log2(cost))),
  ),
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  cipher: z.literal('aes-256-gcm'),
  nonce: z.string().check(z.regex(/^[0-9a-f]{24}$/)),
});
const itemsShape = z.record(z.string(), z.string());

/** Derives the key of a new vault. */
export async function createKey(passphrase: string, cost: number): Promise<VaultKey> {
  const salt = randomBytes(16).toString('hex');
  return { key: await derive(passphrase, salt, cost), salt, cost };
}

/**
 * The bytes of a vault with these texts by name: a header of one line, the ciphertext (AES-256-GCM, with the header as
 * additional data), and the SHA-256 of both, which tells damage from a wrong passphrase. Each call uses a new nonce.
 */
export function seal(items: ReadonlyMap<string, string>, { key, salt, cost }: VaultKey): Buffer {
  const nonce = randomBytes(12);
  const fields = { format: 'token-desk-vault', version: VERSION, kdf: 'scrypt', cost, salt, cipher: 'aes-256-gcm' };
  const header = Buffer.from(`${JSON.stringify({ ...fields, nonce: nonce.toString('hex') })}\n`);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
  const hidden = [cipher.update(JSON.stringify(Object.fromEntries(items)), 'utf8'), cipher.final()];
  const sealed = Buffer.concat([header, ...hidden, cipher.getAuthTag()]);
  return Buffer.concat([sealed, sumOf(sealed)]);
}

/** Decrypts the bytes of a vault with its passphrase. */
export async function unseal(
  bytes: Buffer,
  passphrase: string,
): Promise<Result<{ readonly items: Map<string, string>; readonly key: VaultKey }, VaultContentFailure>> {
  const damaged = fail({ code: 'vault-damaged' } as const);
  const end = bytes.subarray(0, LONGEST_HEADER).indexOf('\n') + 1;
  const json = parseJson(bytes.toString('utf8', 0, end));
  // Before the checksum, which a later version may compute in another way.
  const version = known.safeParse(json);
  if (version.success && version.data.version > VERSION) return fail({ code: 'vault-newer' });
  const sealed = bytes.subarray(0, Math.max(0, bytes.length - SUM));
  const header = headerShape.safeParse(json);
  if (!header.success || sealed.length < end + TAG || !sumOf(sealed).equals(bytes.subarray(sealed.length)))
    return damaged;
  const { salt, cost, nonce } = header.data;
  const key = await derive(passphrase, salt, cost);
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex'));
  cipher.setAAD(bytes.subarray(0, end)).setAuthTag(sealed.subarray(sealed.length - TAG));
  const encrypted = sealed.subarray(end, sealed.length - TAG);
  const text = orUndefined(() => cipher.update(encrypted, undefined, 'utf8') + cipher.final('utf8'));
  // The checksum was right, so the key is wrong.
  if (text === undefined) return fail({ code: 'passphrase-wrong' });
  const items = itemsShape.safeParse(parseJson(text));
  return items.success ? ok({ items: new Map(Object.entries(items.data)), key: { key, salt, cost } }) : damaged;
}

/**
 * Derives the key, in a thread of its own: in Electron, Node's asynchronous call stops the main thread for as long as the
 * derivation takes (docs/electron.md "scrypt"). Normalises first: another keyboard may produce other code points for the
 * same passphrase. @see Unicode UAX 15
 */
async function derive(passphrase: string, salt: string, cost: number): Promise<Buffer> {
  const options = { N: cost, r: BLOCK, p: 1, maxmem: 2 * 128 * cost * BLOCK };
  const workerData = { words: passphrase.normalize('NFKC'), salt: Buffer.from(salt, 'hex'), length: 32, options };
  const key = await threadOnce(DERIVE, { eval: true, workerData });
  if (!(key instanceof Uint8Array)) throw new Error('scrypt gave no key');
  return Buffer.from(key);
}

function sumOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
