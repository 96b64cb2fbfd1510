import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createKey, DEFAULT_COST, seal } from '../../main/desktop/keychain/vaultFile.ts';
import { newFolder } from '../../tools/drive.mjs';
import { deskState, expect, test } from '../app/desk.ts';
import { measureMain } from '../app/harness/measureMain.ts';

/** Main's longest stop by anything that a file does, milliseconds. */
const LONGEST_STOP = 100;
/** What one derivation takes of memory, and a margin for everything else that happens meanwhile, bytes. */
const DERIVATION = 128 * 8 * DEFAULT_COST;
const MARGIN = 96 * 1024 * 1024;

/** A vault's bytes whose header names this cost, given as JSON, with a right checksum. */
async function forged(cost: string): Promise<Buffer> {
  const bytes = seal(new Map(), await createKey('violet kettle runs uphill', 2 ** 14));
  const end = bytes.indexOf('\n') + 1;
  const header = bytes.toString('utf8', 0, end).replace('"cost":16384', `"cost":${cost}`);
  const sealed = Buffer.concat([Buffer.from(header), bytes.subarray(end, -32)]);
  return Buffer.concat([sealed, createHash('sha256').update(sealed).digest()]);
}

const FORGED = {
  'a higher cost than ours': [2 ** 18, 2 ** 19, 2 ** 20, 2 ** 24, 2 ** 31].map(String),
  'a cost that is no power of two': ['131071', '100000', '16384.5', '131072.000001', '16385'],
  'a cost that is too low': ['0', '1', '2', '8192', '-131072'],
  'a cost that is no number': ['"131072"', '[131072]', 'null', 'true', '{"valueOf":131072}'],
  'a cost beyond all numbers': ['1e400', '1e308', '9007199254740993', '4294967296', '-1e400'],
} as const;

for (const [what, costs] of Object.entries(FORGED)) {
  test(`a vault that names ${what} is damaged, and costs nothing`, async ({ start }) => {
    const folder = newFolder();
    const file = join(folder, 'vault.tokendesk');
    writeFileSync(file, await forged('16384'), { mode: 0o600 });
    const { app, window } = await start(folder, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
    await expect.poll(async () => (await deskState(window)).keychain).toBe('vault-closed');
    const measured = await measureMain(app);
    for (const cost of costs) {
      writeFileSync(file, await forged(cost), { mode: 0o600 });
      const opened = await window.evaluate(() => globalThis.window.bridge.openVault('violet kettle runs uphill'));
      expect(opened, cost).toEqual({ ok: false, failure: { code: 'vault-damaged' } });
    }
    const { stoodStill, grown } = await measured.end();
    expect(stoodStill).toBeLessThan(LONGEST_STOP);
    expect(grown).toBeLessThan(MARGIN);
  });
}

test('a vault of the highest cost takes a thread’s time, and memory once', async ({ start }) => {
  const folder = newFolder();
  writeFileSync(join(folder, 'vault.tokendesk'), await forged(String(DEFAULT_COST)), { mode: 0o600 });
  const { app, window } = await start(folder, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  await expect.poll(async () => (await deskState(window)).keychain).toBe('vault-closed');
  const measured = await measureMain(app);
  const opened = await window.evaluate(() =>
    Promise.all(Array.from({ length: 5 }, () => globalThis.window.bridge.openVault('another passphrase'))),
  );
  expect(opened).toEqual(opened.map(() => ({ ok: false, failure: { code: 'passphrase-wrong' } })));
  const { stoodStill, grown } = await measured.end();
  expect(stoodStill).toBeLessThan(LONGEST_STOP);
  expect(grown).toBeLessThan(DERIVATION + MARGIN);
});
