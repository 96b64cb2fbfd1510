import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppLock } from '../../../../main/desktop/lock/appLock.ts';
import { LockFile } from '../../../../main/desktop/lock/lockFile.ts';
import { lockedHandlers, lockRequests } from '../../../../main/desktop/lock/lockRequests.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { Handlers } from '../../../../preload/contract.ts';
import { newFolder } from '../../../../tools/drive.mjs';
import { FakeClock } from '../../../fakes/clock.ts';

const PASSPHRASE = 'violet kettle runs uphill';
/** scrypt's N, as low as a file may name. */
const COST = 2 ** 14;

function world(
  changes: {
    readonly isWished?: boolean;
    readonly hasVault?: boolean;
    readonly askSystem?: () => Promise<boolean>;
  } = {},
) {
  const clock = new FakeClock();
  const folder = newFolder();
  const file = new LockFile(folder, clock, async ({ words }) => words.startsWith('aaaa'), COST);
  const held = {
    isWished: changes.isWished ?? true,
    changed: 0,
    vault: '',
  };
  const make = () =>
    new AppLock({
      ...{ clock, file, askSystem: changes.askSystem },
      vault: {
        hasVault: changes.hasVault === true,
        openVault: async (passphrase) =>
          passphrase.reveal() === held.vault ? ok(undefined) : fail({ code: 'passphrase-wrong' }),
      },
      isWished: () => held.isWished,
      onChange: () => {
        held.changed += 1;
      },
    });
  return { clock, folder, file, held, make };
}

const set = (file: LockFile) => file.create(new Secret(PASSPHRASE), []);

describe('the lock’s own passphrase', () => {
  it.each([
    ['short', { code: 'passphrase-too-short' }],
    ['aaaaaaaaaaaaaaaa', { code: 'passphrase-guessable' }],
    [' '.repeat(11), { code: 'passphrase-too-short' }],
  ])('is not %j', async (words, failure) => {
    const { file } = world();
    expect(await file.create(new Secret(words), [])).toEqual(fail(failure));
    expect(file.exists).toBe(false);
  });

  it('alone opens it, five tries a minute, and is not in the file', async () => {
    const { file, clock } = world();
    expect(await set(file)).toEqual(ok(undefined));
    const answers = [];
    for (const tried of ['', 'x', PASSPHRASE.toUpperCase(), `${PASSPHRASE} `, PASSPHRASE, PASSPHRASE]) {
      const answer = await file.verify(new Secret(tried));
      answers.push(answer.ok ? 'ok' : answer.failure.code);
    }
    expect(answers).toEqual([...Array(4).fill('passphrase-wrong'), 'ok', 'passphrase-too-often']);
    await clock.advance(60_000);
    expect(await file.verify(new Secret(PASSPHRASE))).toEqual(ok(undefined));
  });

  it('opens nothing when its file is damaged, a folder, or gone', async () => {
    const { file, folder } = world();
    await set(file);
    writeFileSync(join(folder, 'lock.tokendesk'), 'token-desk');
    expect(file.exists).toBe(true);
    expect(await file.verify(new Secret(PASSPHRASE))).toEqual(fail({ code: 'vault-damaged' }));
    expect(file.remove()).toMatchObject({ ok: true });
    expect(file.exists).toBe(false);
    expect(await file.verify(new Secret(PASSPHRASE))).toEqual(fail({ code: 'vault-damaged' }));
  });
});

describe('the lock of the app', () => {
  it.each([
    [false, false, true, undefined],
    [true, false, false, undefined],
    [true, false, true, 'start'],
    [true, true, false, 'start'],
  ] as const)(
    'at the start, when it is wished: %s, with a vault: %s, and a passphrase of its own: %s',
    async (isWished, hasVault, hasOwn, why) => {
      const { file, make } = world({ isWished, hasVault });
      if (hasOwn) await set(file);
      expect(make().current?.why).toBe(why);
    },
  );

  it('opens with its own passphrase and tells of each change', async () => {
    const { file, held, make } = world();
    await set(file);
    const lock = make();
    expect(await lock.unlock(new Secret('wrong wrong wrong'))).toEqual(fail({ code: 'passphrase-wrong' }));
    expect([lock.current?.by, held.changed]).toEqual(['own', 0]);
    expect((await lock.unlock(new Secret(PASSPHRASE))).ok).toBe(true);
    expect([lock.current, held.changed]).toEqual([undefined, 1]);
    lock.lock('idle');
    lock.lock('screen');
    expect([lock.current?.why, held.changed]).toEqual(['idle', 2]);
  });

  it('opens with the vault’s passphrase where there is a vault, and not by the system', async () => {
    const { held, make } = world({ hasVault: true, askSystem: async () => true });
    held.vault = PASSPHRASE;
    const lock = make();
    expect(lock.current).toMatchObject({ by: 'vault', mayAskSystem: false });
    expect(await lock.unlockBySystem()).toEqual(fail({ code: 'not-confirmed' }));
    expect((await lock.unlock(new Secret('x'))).ok).toBe(false);
    expect((await lock.unlock(new Secret(PASSPHRASE))).ok).toBe(true);
  });

  it.each([true, false])('opens by the system when the person has proved themselves there: %s', async (isProved) => {
    const { file, make } = world({ askSystem: async () => isProved });
    await set(file);
    const lock = make();
    expect((await lock.unlockBySystem()).ok).toBe(isProved);
    expect(lock.current === undefined).toBe(isProved);
  });
});

describe('requests while the app is locked', () => {
  const asked: string[] = [];
  const names = [
    'desk',
    'copyToken',
    'revealToken',
    'connect',
    'setLock',
    'unlock',
    'forgetEverything',
    'setVaultAside',
    'changeSettings',
    'activity',
    'edit',
  ];
  const plain = Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        asked.push(name);
        return ok(null);
      },
    ]),
  ) as unknown as Handlers;

  it('get nothing but the state, the unlocking and the forgetting', async () => {
    const { file, held, make } = world();
    await set(file);
    const appLock = make();
    const settings = {
      current: { locksWhenIdle: true } as never,
      change: async () => {
        held.isWished = false;
        return ok(null);
      },
    };
    const handlers = lockedHandlers(plain, { appLock, file, settings });
    for (const name of names.filter((one) => one !== 'forgetEverything')) {
      const allowed = name === 'desk' || name === 'unlock';
      expect(await handlers[name as 'desk'](), name).toEqual(allowed ? ok(null) : fail({ code: 'locked' }));
    }
    expect(asked.splice(0)).toEqual(['desk', 'unlock']);
    await handlers.forgetEverything();
    expect([appLock.current, file.exists, held.isWished]).toEqual([undefined, false, false]);
    await handlers.copyToken();
    expect(asked).toEqual(['forgetEverything', 'copyToken']);
  });

  it.each([[undefined], [7], [{}], ['x'.repeat(1_001)]])('about the lock take no %j', async (foreign) => {
    const { file, make } = world();
    const parts = { appLock: make(), file, settings: {} as never, lockNow: () => undefined };
    const handlers = lockRequests({ ...parts, mayDo: async () => true, knownNames: () => [] });
    expect(await handlers.setLock(foreign)).toEqual(fail({ code: 'bad-request' }));
    expect(await handlers.unlock(foreign)).toEqual(fail({ code: 'bad-request' }));
  });

  it('set a passphrase only when the person wants it', async () => {
    const { file, make } = world();
    const parts = { appLock: make(), file, settings: {} as never, lockNow: () => undefined };
    const handlers = lockRequests({ ...parts, mayDo: async () => false, knownNames: () => [] });
    expect(await handlers.setLock(PASSPHRASE)).toEqual(fail({ code: 'not-confirmed' }));
    expect(file.exists).toBe(false);
  });
});
