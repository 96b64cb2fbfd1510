import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKey, seal, unseal } from '../../../../main/desktop/keychain/vaultFile.ts';
import { fail } from '../../../../main/result.ts';

/** The lowest accepted cost, so that a try is fast. */
const COST = 2 ** 14;
const PASSPHRASE = 'correct horse battery';
const items = new Map([
  ['a fyle.test', 'refresh-token-of-a'],
  ['b practice', 'emoji 🔑 half \ud83d nul\0'],
]);
const sealed = createKey(PASSPHRASE, COST).then((key) => seal(items, key));

/** A vault's bytes with a changed header and a new, right checksum. */
async function withHeader(changes: object): Promise<Buffer> {
  const bytes = await sealed;
  const end = bytes.indexOf('\n');
  const header = { ...JSON.parse(bytes.toString('utf8', 0, end)), ...changes };
  return summed(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), bytes.subarray(end + 1, -32)]));
}

function summed(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, createHash('sha256').update(bytes).digest()]);
}

describe('a vault', () => {
  it('opens by its passphrase, and shows nothing of what is in it', async () => {
    const bytes = await sealed;
    const opened = await unseal(bytes, PASSPHRASE);
    expect(opened.ok && [...opened.value.items]).toEqual([...items]);
    for (const word of [PASSPHRASE, 'refresh-token', 'fyle.test', 'practice']) {
      expect(bytes.includes(word)).toBe(false);
    }
  });

  it('opens by its passphrase typed in other code points', async () => {
    const bytes = seal(items, await createKey('Käse und Brötchen', COST));
    expect((await unseal(bytes, 'Käse und Brötchen'.normalize('NFD'))).ok).toBe(true);
  });

  it('is other bytes each time it is written: no nonce is used twice', async () => {
    const key = await createKey(PASSPHRASE, COST);
    const nonces = Array.from(
      { length: 100 },
      () =>
        seal(items, key)
          .toString('utf8', 0, 300)
          .match(/"nonce":"(\w+)"/)?.[1],
    );
    expect(new Set(nonces).size).toBe(100);
    expect((await createKey(PASSPHRASE, COST)).salt).not.toBe(key.salt);
  });

  it.each(['', 'correct horse batterx', 'Correct horse battery', `${PASSPHRASE} `])(
    'stays shut to %j',
    async (passphrase) => {
      expect(await unseal(await sealed, passphrase)).toEqual(fail({ code: 'passphrase-wrong' }));
    },
  );

  it('with any byte of it changed is told to be damaged, before any passphrase is tried', async () => {
    const bytes = await sealed;
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8((flipped[at] ?? 0) ^ (1 << bit), at);
        const outcome = await unseal(flipped, PASSPHRASE);
        // One flipped bit makes it a higher version.
        expect(outcome).toSatisfy(
          ({ ok, failure }) => !ok && (failure.code === 'vault-damaged' || failure.code === 'vault-newer'),
        );
      }),
    );
  });

  it('cut off anywhere is told to be damaged', async () => {
    const bytes = await sealed;
    for (let length = 0; length < bytes.length; length += 7) {
      expect(await unseal(bytes.subarray(0, length), PASSPHRASE)).toEqual(fail({ code: 'vault-damaged' }));
    }
  });

  it.each<readonly [what: string, bytes: Buffer]>([
    ['text', Buffer.from('Dear diary,\ntoday …')],
    ['a line of JSON', Buffer.from('{"connections":[]}\n')],
    ['another’s vault', Buffer.from('{"format":"other-vault","version":1}\n')],
    ['random bytes', Buffer.alloc(4_000, 0xa5)],
    ['zeros', Buffer.alloc(4_000)],
    ['a line without end', Buffer.alloc(100_000, 'a')],
  ])('is not made of %s', async (_what, bytes) => {
    expect(await unseal(bytes, PASSPHRASE)).toEqual(fail({ code: 'vault-damaged' }));
    expect(await unseal(summed(bytes), PASSPHRASE)).toEqual(fail({ code: 'vault-damaged' }));
  });

  it.each<readonly [changes: object, code: string]>([
    [{ version: 2 }, 'vault-newer'],
    [{ version: 99, kdf: 'argon2id' }, 'vault-newer'],
    [{ version: 0 }, 'vault-damaged'],
    [{ version: '1' }, 'vault-damaged'],
    [{ kdf: 'pbkdf2' }, 'vault-damaged'],
    [{ cipher: 'none' }, 'vault-damaged'],
    // Too weak to be ours, or so strong that it would block the computer.
    [{ cost: 2 }, 'vault-damaged'],
    [{ cost: 2 ** 13 }, 'vault-damaged'],
    ...Array.from({ length: 14 }, (_, more) => [{ cost: 2 ** (18 + more) }, 'vault-damaged'] as const),
    [{ cost: 100_000 }, 'vault-damaged'],
    [{ cost: 131_071 }, 'vault-damaged'],
    [{ cost: 16_384.5 }, 'vault-damaged'],
    [{ cost: -16_384 }, 'vault-damaged'],
    [{ cost: 0 }, 'vault-damaged'],
    [{ cost: Number.MAX_SAFE_INTEGER }, 'vault-damaged'],
    [{ cost: 1e308 }, 'vault-damaged'],
    [{ cost: '16384' }, 'vault-damaged'],
    [{ cost: [16_384] }, 'vault-damaged'],
    [{ cost: null }, 'vault-damaged'],
    [{ cost: undefined }, 'vault-damaged'],
    [{ salt: '' }, 'vault-damaged'],
    [{ salt: 7 }, 'vault-damaged'],
    [{ nonce: '00' }, 'vault-damaged'],
    [{ more: true }, 'vault-damaged'],
    // The checksum is right, but the cipher covers the header too.
    [{ nonce: '0'.repeat(24) }, 'passphrase-wrong'],
    [{ salt: '0'.repeat(32) }, 'passphrase-wrong'],
    [{ cost: 2 ** 15 }, 'passphrase-wrong'],
  ])('with %j in its header, summed up anew, is refused: %s', async (changes, code) => {
    expect(await unseal(await withHeader(changes), PASSPHRASE)).toEqual(fail({ code }));
  });
});
