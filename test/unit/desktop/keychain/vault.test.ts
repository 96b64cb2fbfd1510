import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Vault } from '../../../../main/desktop/keychain/vault.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { place } from '../../../fakes/keytar.ts';
import {
  A,
  B,
  dropFolder,
  file,
  filled,
  folder,
  grant,
  makeFolder,
  memorySave,
  PASSPHRASE,
  vault,
} from './vaultFolder.ts';

beforeEach(makeFolder);
afterEach(dropFolder);

const WRONG = new Secret('wrong horse battery');

describe('a vault on disk', () => {
  it('is made by a person, keeps grants, and gives them back to the next run that is told the passphrase', async () => {
    const first = vault();
    expect(first.exists).toBe(false);
    expect(await first.read(A)).toEqual(fail({ code: 'vault-closed' }));
    expect(await first.create(PASSPHRASE)).toEqual(ok(undefined));
    expect(first.exists).toBe(true);
    expect(await first.read(A)).toEqual(ok(undefined));
    expect(await first.write(A, grant)).toEqual(ok(undefined));
    const next = vault();
    expect(next.exists).toBe(true);
    expect(await next.read(A)).toEqual(fail({ code: 'vault-closed' }));
    expect(await next.write(A, grant)).toEqual(fail({ code: 'vault-closed' }));
    expect(await next.remove(A)).toEqual(fail({ code: 'vault-closed' }));
    expect(await next.open(PASSPHRASE)).toEqual(ok(undefined));
    const read = await next.read(A);
    expect(read.ok && read.value?.refreshToken.reveal()).toBe('refresh');
    expect(await next.remove(A)).toEqual(ok(undefined));
    const last = vault();
    await last.open(PASSPHRASE);
    expect(await last.read(A)).toEqual(ok(undefined));
  });

  it('is one file that only its owner reads, and holds nothing readable', async () => {
    await filled();
    expect(readdirSync(folder)).toEqual(['vault.tokendesk']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    for (const word of ['refresh', 'secret', 'horse', 'fyle.test'])
      expect(readFileSync(file).includes(word)).toBe(false);
  });

  it('keeps every one of many changes at once', async () => {
    const first = vault();
    await first.create(PASSPHRASE);
    await Promise.all(Array.from({ length: 20 }, (_, n) => first.write(place(`a${n}`), grant)));
    const next = vault();
    await next.open(PASSPHRASE);
    for (let n = 0; n < 20; n += 1) expect(await next.read(place(`a${n}`))).toMatchObject({ ok: true, value: grant });
  });

  it('keeps what 64 KiB of secrets are', async () => {
    await filled();
    const next = vault();
    await next.open(PASSPHRASE);
    const large = { refreshToken: new Secret('é"'.repeat(32_768)), clientSecret: grant.clientSecret };
    expect(await next.write(B, large)).toEqual(ok(undefined));
    const last = vault();
    await last.open(PASSPHRASE);
    const read = await last.read(B);
    expect(read.ok && read.value?.refreshToken.equals(large.refreshToken)).toBe(true);
  });
});

describe('a passphrase', () => {
  it.each(['', 'short', 'elevenchars', '🔑'.repeat(11)])(
    'of fewer than twelve characters makes no vault: %j',
    async (words) => {
      expect(await vault().create(new Secret(words))).toEqual(fail({ code: 'passphrase-too-short' }));
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('that is easy to guess makes no vault', async () => {
    expect(await vault().create(new Secret('a guessable one'))).toEqual(fail({ code: 'passphrase-guessable' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is wrong changes nothing; after five tries a minute must pass', async () => {
    await filled();
    const before = readFileSync(file);
    const clock = new FakeClock();
    const next = vault(clock);
    for (let n = 0; n < 5; n += 1) expect(await next.open(WRONG)).toEqual(fail({ code: 'passphrase-wrong' }));
    expect(await next.open(PASSPHRASE)).toEqual(fail({ code: 'passphrase-too-often' }));
    await clock.advance(60_000);
    expect(await next.open(PASSPHRASE)).toEqual(ok(undefined));
    expect(readFileSync(file)).toEqual(before);
  });

  it('is not printed with the vault, nor is what is in it', async () => {
    await filled();
    const next = vault();
    await next.open(PASSPHRASE);
    expect(`${JSON.stringify(next)}`).not.toMatch(/horse|refresh/);
  });
});

describe('a file that cannot be opened', () => {
  it.each<readonly [what: string, spoil: (bytes: Buffer) => Buffer, code: string]>([
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2), 'vault-damaged'],
    ['empty', () => Buffer.alloc(0), 'vault-damaged'],
    ['foreign', () => Buffer.from('{}'), 'vault-damaged'],
    ['far too large', () => Buffer.alloc(40_000_000), 'vault-damaged'],
    [
      'newer',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('"version":1', '"version":2'), 'latin1'),
      'vault-newer',
    ],
  ])('is told, and left as it is: %s', async (_what, spoil, code) => {
    await filled();
    const spoilt = spoil(readFileSync(file));
    writeFileSync(file, spoilt);
    const next = vault();
    expect(await next.open(PASSPHRASE)).toEqual(fail({ code }));
    expect(await next.create(PASSPHRASE)).toEqual(fail({ code: 'vault-exists' }));
    expect(await next.write(A, grant)).toEqual(fail({ code: 'vault-closed' }));
    expect(readFileSync(file).equals(spoilt)).toBe(true);
  });

  it('is told when it is no file at all', async () => {
    mkdirSync(file);
    expect(vault().exists).toBe(true);
    expect(await vault().open(PASSPHRASE)).toEqual(fail({ code: 'vault-damaged' }));
  });

  it('is told when it may not be looked at, which is no full disk', async () => {
    // A file in the folder's place makes every read fail, also for root.
    writeFileSync(join(folder, 'none'), '');
    const one = new Vault(join(folder, 'none'), new FakeClock(), async () => false, memorySave(), 2 ** 14);
    expect(one.exists).toBe(true);
    expect(await one.open(PASSPHRASE)).toEqual(fail({ code: 'vault-file', reason: 'unreadable' }));
  });

  it('is set aside by a person’s wish, and a new one can be made', async () => {
    await filled();
    const before = readFileSync(file);
    const next = vault();
    expect(await next.setAside()).toEqual(ok(undefined));
    expect(next.exists).toBe(false);
    const [aside = ''] = readdirSync(folder);
    expect(aside).toMatch(/^vault\.tokendesk\.set-aside-[\dT.Z-]+$/);
    expect(readFileSync(join(folder, aside)).equals(before)).toBe(true);
    expect(await next.create(PASSPHRASE)).toEqual(ok(undefined));
    expect(await next.read(A)).toEqual(ok(undefined));
  });
});

describe('a vault that is locked', () => {
  it('forgets key and content until its passphrase comes again', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    expect(await one.lock()).toEqual(ok(undefined));
    const closed = fail({ code: 'vault-closed' });
    expect([await one.read(A), await one.write(B, grant), await one.remove(A)]).toEqual([closed, closed, closed]);
    expect(one.exists).toBe(true);
    expect(await one.open(WRONG)).toEqual(fail({ code: 'passphrase-wrong' }));
    expect(await one.open(PASSPHRASE)).toEqual(ok(undefined));
    expect(await one.read(A)).toMatchObject({ ok: true, value: grant });
  });

  it('has what was written before it', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    const [written, locked] = await Promise.all([one.write(B, grant), one.lock()]);
    expect([written, locked]).toEqual([ok(undefined), ok(undefined)]);
    await one.open(PASSPHRASE);
    for (const place of [A, B]) expect(await one.read(place)).toMatchObject({ ok: true, value: grant });
  });

  it('is written first when its file was deleted or replaced, and stays open when that fails', async () => {
    await filled();
    const one = vault();
    for (const spoil of [() => rmSync(file), () => writeFileSync(file, 'another')]) {
      await one.open(PASSPHRASE);
      spoil();
      expect(await one.lock()).toEqual(ok(undefined));
      expect(await one.open(PASSPHRASE)).toEqual(ok(undefined));
      expect(await one.read(A)).toMatchObject({ ok: true, value: grant });
    }
    rmSync(folder, { recursive: true });
    expect(await one.lock()).toEqual(fail({ code: 'vault-file', reason: 'ENOENT' }));
    expect(await one.read(A)).toMatchObject({ ok: true, value: grant });
  });

  it('was not open, or is not there: nothing happens', async () => {
    expect(await vault().lock()).toEqual(ok(undefined));
    await filled();
    const before = readFileSync(file);
    expect(await vault().lock()).toEqual(ok(undefined));
    expect(readFileSync(file)).toEqual(before);
  });
});

describe('an open vault', () => {
  it('is written anew when its file was deleted, with all that it holds', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    rmSync(file);
    expect(await one.write(B, grant)).toEqual(ok(undefined));
    const next = vault();
    await next.open(PASSPHRASE);
    for (const place of [A, B]) expect(await next.read(place)).toMatchObject({ ok: true, value: grant });
  });

  it('that was set aside or destroyed is not written anew by what comes late', async () => {
    for (const end of ['setAside', 'destroy'] as const) {
      await filled();
      const one = vault();
      await one.open(PASSPHRASE);
      const [, late] = await Promise.all([one[end](), one.write(B, grant)]);
      expect(late).toEqual(fail({ code: 'vault-closed' }));
      expect(existsSync(file)).toBe(false);
    }
  });

  it('stays as it was when it cannot be written', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    rmSync(folder, { recursive: true });
    expect(await one.write(B, grant)).toEqual(fail({ code: 'vault-file', reason: 'ENOENT' }));
    expect(await one.read(B)).toEqual(ok(undefined));
    expect(await one.read(A)).toMatchObject({ ok: true, value: grant });
    expect(await vault().create(PASSPHRASE)).toEqual(fail({ code: 'vault-file', reason: 'ENOENT' }));
  });

  it('takes away what a killed run left of a writing', async () => {
    await filled();
    writeFileSync(join(folder, 'vault.tokendesk.tmp-a'), 'half of it');
    const one = vault();
    await one.open(PASSPHRASE);
    expect(await one.write(B, grant)).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual(['vault.tokendesk']);
  });

  it('that nobody can open is taken for empty when everything is to be forgotten', async () => {
    await filled();
    const one = vault();
    expect(await one.abandon()).toEqual(ok(undefined));
    expect(await one.read(A)).toEqual(ok(undefined));
    expect(await one.remove(A)).toEqual(ok(undefined));
    expect(await one.destroy()).toEqual(ok(undefined));
    expect(readdirSync(folder)).toEqual([]);
    // An open vault stays as it is, because it is emptied item by item; without a vault nothing happens.
    expect(await one.abandon()).toEqual(ok(undefined));
    expect(one.exists).toBe(false);
    await filled();
    const open = vault();
    await open.open(PASSPHRASE);
    await open.abandon();
    expect(await open.read(A)).toMatchObject({ ok: true, value: grant });
  });

  it('is gone from the disk when everything is to be forgotten, with what was set aside', async () => {
    await filled();
    const one = vault();
    await one.setAside();
    await one.create(PASSPHRASE);
    await one.write(A, grant);
    expect(await one.destroy()).toEqual(ok(undefined));
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(one.exists).toBe(false);
    expect(await one.read(A)).toEqual(fail({ code: 'vault-closed' }));
  });
});
