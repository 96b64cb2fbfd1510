import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../../main/desktop/keychain/vaultFile.ts';
import { ok } from '../../../../main/result.ts';
import { A, B, dropFolder, file, filled, folder, grant, last, makeFolder, PASSPHRASE, vault } from './vaultFolder.ts';

beforeEach(makeFolder);
afterEach(dropFolder);

/** Opens the vault as the next run does. */
async function reopened() {
  const next = vault();
  expect(await next.open(PASSPHRASE)).toEqual(ok(undefined));
  return next;
}

/** A vault with two saves more than the bytes that are given. */
async function savedSince(): Promise<Buffer> {
  await filled();
  const older = readFileSync(file);
  const one = await reopened();
  await one.write(B, grant);
  await one.remove(B);
  return older;
}

describe('an older vault that was put back while the app was not running', () => {
  it('is opened, and told of until something is saved on top of it', async () => {
    writeFileSync(file, await savedSince());
    const next = await reopened();
    expect(next.isNotLast).toBe(true);
    expect((await reopened()).isNotLast).toBe(true);
    await next.write(B, grant);
    expect((await reopened()).isNotLast).toBe(false);
  });

  it('is told of by one save that it lacks', async () => {
    await filled();
    const older = readFileSync(file);
    await (await reopened()).write(A, grant);
    writeFileSync(file, older);
    expect((await reopened()).isNotLast).toBe(true);
  });

  it('is told of when it is another vault, from before the last one was set aside', async () => {
    const older = await savedSince();
    const one = await reopened();
    await one.setAside();
    await one.create(PASSPHRASE);
    expect(one.isNotLast).toBe(false);
    expect((await reopened()).isNotLast).toBe(false);
    writeFileSync(file, older);
    expect((await reopened()).isNotLast).toBe(true);
  });

  it('is the last one again when the newer file comes back', async () => {
    const older = await savedSince();
    const newer = readFileSync(file);
    writeFileSync(file, older);
    expect((await reopened()).isNotLast).toBe(true);
    writeFileSync(file, newer);
    expect((await reopened()).isNotLast).toBe(false);
  });

  it('cannot be made a newer one without the passphrase: the count stands in what is encrypted', async () => {
    const older = await savedSince();
    expect(older.includes('saves')).toBe(false);
    const opened = await unseal(older, PASSPHRASE.reveal());
    expect(opened.ok && opened.value.items.get('saves')).toBe('2');
  });
});

describe('no false alarm', () => {
  it('is raised by a file that is newer than what is remembered: killed between the two, or saved on another computer', async () => {
    await filled();
    const before = last.save;
    await (await reopened()).write(B, grant);
    last.save = before;
    expect((await reopened()).isNotLast).toBe(false);
  });

  it('is raised where nothing is remembered, or cannot be', async () => {
    await filled();
    last.save = undefined;
    last.rememberVaultSave = async () => undefined;
    const next = await reopened();
    expect(await next.write(B, grant)).toEqual(ok(undefined));
    expect((await reopened()).isNotLast).toBe(false);
  });

  it('is raised by a vault that an earlier version wrote, and saved', async () => {
    await filled();
    const opened = await unseal(readFileSync(file), PASSPHRASE.reveal());
    if (!opened.ok) throw new Error(opened.failure.code);
    opened.value.items.delete('saves');
    writeFileSync(file, seal(opened.value.items, opened.value.key));
    last.save = undefined;
    const next = await reopened();
    expect(next.isNotLast).toBe(false);
    await next.write(B, grant);
    expect((await reopened()).isNotLast).toBe(false);
  });

  it('is raised by a save that failed', async () => {
    await filled();
    const one = await reopened();
    const before = last.save;
    rmSync(folder, { recursive: true });
    expect((await one.write(B, grant)).ok).toBe(false);
    expect(last.save).toEqual(before);
  });

  it('is raised for a vault that is closed, or gone', async () => {
    writeFileSync(file, await savedSince());
    expect(vault().isNotLast).toBe(false);
    const one = await reopened();
    await one.destroy();
    expect([one.isNotLast, last.save]).toEqual([false, undefined]);
    await one.create(PASSPHRASE);
    expect((await reopened()).isNotLast).toBe(false);
  });

  it.each(['', '-1', '1e9', 'many', '9'.repeat(16)])('is raised by what is no count: %j', async (text) => {
    await filled();
    const opened = await unseal(readFileSync(file), PASSPHRASE.reveal());
    if (!opened.ok) throw new Error(opened.failure.code);
    writeFileSync(file, seal(new Map([...opened.value.items, ['saves', text]]), opened.value.key));
    last.save = undefined;
    expect((await reopened()).isNotLast).toBe(false);
  });
});
