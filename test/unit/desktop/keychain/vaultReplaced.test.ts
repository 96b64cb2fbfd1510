import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { A, B, dropFolder, file, filled, folder, grant, makeFolder, PASSPHRASE, vault } from './vaultFolder.ts';

beforeEach(makeFolder);
afterEach(dropFolder);

/** The content of the files that were set aside. */
function setAside(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('vault.tokendesk.set-aside-'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .toSorted();
}

describe('an open vault whose file somebody else replaced', () => {
  it('keeps beside it what somebody else put in the place of its file, and is written there with all that it holds', async () => {
    await filled();
    const older = readFileSync(file);
    const one = vault();
    await one.open(PASSPHRASE);
    await one.write(B, grant);
    writeFileSync(file, older);
    expect(await one.remove(B)).toEqual(ok(undefined));
    writeFileSync(file, 'another');
    expect(await one.write(B, grant)).toEqual(ok(undefined));
    expect(setAside()).toEqual(['another', older.toString()].toSorted());
    const next = vault();
    await next.open(PASSPHRASE);
    for (const place of [A, B]) expect(await next.read(place)).toMatchObject({ ok: true, value: grant });
  });

  it('does not fight who puts another file there time and again, until ten minutes have passed', async () => {
    await filled();
    const clock = new FakeClock();
    const one = vault(clock);
    await one.open(PASSPHRASE);
    for (const others of ['first', 'second', 'third']) {
      writeFileSync(file, others);
      expect(await one.write(B, grant)).toEqual(ok(undefined));
    }
    writeFileSync(file, 'fourth');
    expect(await one.write(B, grant)).toEqual(fail({ code: 'vault-file', reason: 'replaced' }));
    expect(readFileSync(file, 'utf8')).toBe('fourth');
    // Its content is still available.
    expect(await one.read(A)).toMatchObject({ ok: true, value: grant });
    await clock.advance(600_000);
    expect(await one.write(B, grant)).toEqual(ok(undefined));
    expect(setAside()).toEqual(['first', 'fourth', 'second', 'third']);
  });

  it('keeps one file no more than once, however often the disk takes nothing after it', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    writeFileSync(file, 'another');
    // A file too large to be read back is refused, as on a full disk.
    const huge = { refreshToken: new Secret('x'.repeat(40_000_000)), clientSecret: grant.clientSecret };
    for (let times = 0; times < 5; times += 1) {
      expect(await one.write(B, huge)).toEqual(fail({ code: 'vault-file', reason: 'EFBIG' }));
      expect(readFileSync(file, 'utf8')).toBe('another');
    }
    expect(await one.write(B, grant)).toEqual(ok(undefined));
    expect(setAside()).toEqual(['another']);
  });

  it('that is a folder, or a link that leads nowhere, by now is set aside as it is', async () => {
    await filled();
    const one = vault();
    await one.open(PASSPHRASE);
    for (const put of [() => mkdirSync(file), () => symlinkSync(join(folder, 'nowhere'), file)]) {
      rmSync(file, { recursive: true });
      put();
      expect(await one.write(B, grant)).toEqual(ok(undefined));
    }
    const aside = readdirSync(folder).filter((name) => name !== 'vault.tokendesk');
    const kinds = aside.map((name) => lstatSync(join(folder, name)));
    expect([
      kinds.filter((one) => one.isDirectory()).length,
      kinds.filter((one) => one.isSymbolicLink()).length,
    ]).toEqual([1, 1]);
    expect(lstatSync(file).isFile()).toBe(true);
  });
});
