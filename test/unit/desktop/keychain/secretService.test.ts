// With a bus of our own; the app tests use a real one with a real keyring.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SecretService } from '../../../../main/desktop/keychain/secretService.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { KeychainFault } from '../../../../preload/failure.ts';
import { startSecretBus } from '../../../fakes/secretBus.ts';

let folder = '';
const ends: (() => void)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-desk-bus-'));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
  rmSync(folder, { recursive: true, force: true });
});

const locked = fail({ code: 'keychain-locked' });
const silent = fail({ code: 'keychain-silent' });
const unusable = (reason: KeychainFault) => fail({ code: 'keychain-unusable', reason } as const);
const noService = fail({ code: 'keychain-unavailable', reason: 'no Secret Service' });
const noBus = fail({ code: 'keychain-unavailable', reason: 'no session bus' });

/** Only in a test of silence is a call's deadline to pass, milliseconds: elsewhere a busy machine must not bring silence about. */
const SOON = 1_000;

async function opened(deadline?: number) {
  const bus = await startSecretBus(join(folder, 'bus'));
  ends.push(bus.close);
  return { bus, ...at(bus.address, deadline) };
}

/** A Secret Service at an address, and what was heard of it. */
function at(
  address: string,
  deadline = 10_000,
): { readonly secrets: SecretService; readonly heard: string[]; readonly questions: boolean[] } {
  const heard: string[] = [];
  const questions: boolean[] = [];
  const listeners = {
    onChange: () => heard.push('change'),
    onOwner: () => heard.push('owner'),
    onQuestion: (isOpen: boolean) => questions.push(isOpen),
  };
  const secrets = new SecretService(address, listeners, false, deadline);
  ends.push(() => secrets.close());
  return { secrets, heard, questions };
}

describe('a look at the Secret Service', () => {
  it('tells open from locked, and shows no question', async () => {
    const { bus, secrets } = await opened();
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    bus.state.isLocked = true;
    expect(await secrets.checkStatus()).toEqual(locked);
    bus.state.isLocked = false;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    expect(new Set(bus.calls)).toEqual(new Set(['ReadAlias', 'Get']));
  });

  it('tells that nobody has made a keyring, or that the default one does not exist', async () => {
    const { bus, secrets } = await opened();
    bus.state.hasKeyring = false;
    expect(await secrets.checkStatus()).toEqual(unusable('no-keyring'));
    Object.assign(bus.state, { hasKeyring: true, isDefaultThere: false });
    expect(await secrets.checkStatus()).toEqual(unusable('keyring-missing'));
    bus.state.isDefaultThere = true;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
  });

  it('opens a wallet of KDE’s for itself that the login has opened, and none that is closed', async () => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { isLocked: true, wallet: 'closed' });
    expect(await secrets.checkStatus()).toEqual(locked);
    expect(bus.calls).not.toContain('Unlock');
    bus.state.wallet = 'open';
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    expect(bus.calls.filter((call) => call === 'Prompt')).toHaveLength(1);
  });

  it('does not wait for a person whom such a wallet asks all the same, and asks once', async () => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { isLocked: true, wallet: 'open', prompt: 'waits' });
    for (const _ of [1, 2]) expect(await secrets.checkStatus()).toEqual(locked);
    expect(bus.calls.filter((call) => call === 'Prompt')).toHaveLength(1);
    Object.assign(bus.state, { prompt: 'unlocks' });
    // KWallet has been started anew.
    bus.signal('NameOwnerChanged');
    await vi.waitFor(async () => expect(await secrets.checkStatus()).toEqual(ok('open')));
  });

  it('takes a service that is hidden from a sandbox for one that it may not use', async () => {
    const { bus } = await opened();
    bus.state.hasService = false;
    const listeners = { onChange: () => undefined, onOwner: () => undefined, onQuestion: () => undefined };
    for (const address of [bus.address, '']) {
      const secrets = new SecretService(address, listeners, true);
      ends.push(() => secrets.close());
      expect(await secrets.checkStatus()).toEqual(unusable('blocked'));
    }
  });

  it.each(['none', 'unknown method'] as const)('asks again when its very first answer is hasty: %s', async (first) => {
    const { bus, secrets } = await opened();
    bus.state.first = first;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    expect(bus.calls).toEqual(['ReadAlias', 'ReadAlias', 'Get']);
  });

  it('tells that there never was one from one that has gone', async () => {
    const { bus, secrets } = await opened();
    bus.state.hasService = false;
    expect(await secrets.checkStatus()).toEqual(noService);
    bus.state.hasService = true;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    bus.state.hasService = false;
    expect(await secrets.checkStatus()).toEqual(silent);
  });

  it('tells one that does not answer, and finds it well again', async () => {
    const { bus, secrets } = await opened(SOON);
    bus.state.isSilent = true;
    expect(await secrets.checkStatus()).toEqual(silent);
    bus.state.isSilent = false;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
  });

  it.each([
    ['org.freedesktop.DBus.Error.NameHasNoOwner', noService],
    ['org.freedesktop.DBus.Error.Spawn.ChildExited', noService],
    ['org.freedesktop.DBus.Error.NoReply', silent],
    ['org.freedesktop.DBus.Error.UnknownMethod', ok('unknown')],
    ['org.freedesktop.DBus.Error.AccessDenied', unusable('blocked')],
    ['org.freedesktop.DBus.Error.AuthFailed', unusable('blocked')],
    ['org.example.ServiceUnknownToo', ok('unknown')],
  ] as const)('judges an error by its name: %s', async (error, standing) => {
    const { bus, secrets } = await opened();
    bus.state.error = error;
    expect(await secrets.checkStatus()).toEqual(standing);
  });

  it('sees a question of the service on the screen, and takes silence for none', async () => {
    const { bus, secrets } = await opened(SOON);
    expect(await secrets.isAsking('Token Desk', 'a')).toBe(false);
    bus.state.hasPrompt = true;
    expect(await secrets.isAsking('Token Desk', 'a')).toBe(true);
    // A service that names no prompts, but asks about this item.
    Object.assign(bus.state, { hasPrompt: false, other: 'open', asks: true });
    expect(await secrets.isAsking('Token Desk', 'a')).toBe(true);
    bus.state.isSilent = true;
    expect(await secrets.isAsking('Token Desk', 'a')).toBe(false);
    expect(bus.calls).not.toContain('Prompt');
  });

  it('for an item tells whether another keyring has it that is locked', async () => {
    const { bus, secrets } = await opened(SOON);
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(ok('none'));
    expect(bus.calls).toContain('for account=a');
    bus.state.other = 'open';
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(ok('open'));
    bus.state.other = 'locked';
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(locked);
    // Its keyring is open, and KeePassXC gives the item only after a question.
    Object.assign(bus.state, { other: 'open', asks: true });
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(ok('asks'));
    bus.state.isNoise = true;
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(ok('unknown'));
    bus.state.isSilent = true;
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(silent);
  });

  it('says nothing of one whose answers make no sense, nor asks the person by it', async () => {
    const { bus, secrets } = await opened();
    bus.state.isNoise = true;
    expect(await secrets.checkStatus()).toEqual(ok('unknown'));
    expect(await secrets.unlock()).toEqual(ok('unknown'));
    expect(bus.calls).not.toContain('Prompt');
  });

  it.each([
    ['', noBus],
    ['unix:path=/nowhere', noBus],
    ['tcp:host=localhost,port=1', ok('unknown')],
    ['autolaunch:', ok('unknown')],
    ['nonsense', ok('unknown')],
  ] as const)('at %j finds no bus', async (address, standing) => {
    expect(await at(address).secrets.checkStatus()).toEqual(standing);
  });

  it('finds the bus again after it was started anew', async () => {
    const { bus, secrets, heard } = await opened();
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    bus.close();
    await vi.waitFor(() => expect(heard).toEqual(['owner', 'change']));
    expect(await secrets.checkStatus()).toEqual(silent);
    rmSync(join(folder, 'bus'), { force: true });
    const again = await startSecretBus(join(folder, 'bus'));
    ends.push(again.close);
    expect(await secrets.checkStatus()).toEqual(ok('open'));
  });
});

describe('an item that two keyrings hold', () => {
  const older = 'Delete /org/freedesktop/secrets/collection/other/7';

  it.each([
    ['open', true, [older]],
    ['open', false, []],
    ['locked', true, []],
    ['has-none', true, []],
  ] as const)('goes from the one that is not for new secrets: %s there, in both %s', async (other, hasNew, deleted) => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { other, hasNew });
    await secrets.deleteDuplicates('Token Desk', 'a');
    expect(bus.calls.filter((call) => call.startsWith('Delete'))).toEqual(deleted);
  });

  it.each(['isNoise', 'isSilent'] as const)('stays where nobody can tell: %s', async (how) => {
    const { bus, secrets } = await opened(SOON);
    Object.assign(bus.state, { other: 'open', hasNew: true, [how]: true });
    await secrets.deleteDuplicates('Token Desk', 'a');
    expect(bus.calls.filter((call) => call.startsWith('Delete'))).toEqual([]);
  });
});

describe('a change of the Secret Service', () => {
  it.each(['CollectionChanged', 'PropertiesChanged'])('is heard of by its own word: %s', async (member) => {
    const { bus, secrets, heard } = await opened();
    await secrets.checkStatus();
    bus.state.isLocked = true;
    bus.signal(member);
    await vi.waitFor(() => expect(heard).toEqual(['change']));
    // Signals about something else change nothing.
    bus.signal(member);
    bus.signal('ItemChanged');
    bus.state.isLocked = false;
    bus.signal(member);
    await vi.waitFor(() => expect(heard).toEqual(['change', 'change']));
  });

  it('of its process is told apart: whatever was agreed with it is void', async () => {
    const { bus, secrets, heard } = await opened();
    await secrets.checkStatus();
    bus.state.hasService = false;
    bus.signal('NameOwnerChanged');
    await vi.waitFor(() => expect(heard).toEqual(['owner', 'change']));
  });

  it('is looked for every five seconds while it is shut: some say nothing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    ends.push(() => vi.useRealTimers());
    const { bus, secrets, heard } = await opened();
    bus.state.isLocked = true;
    await secrets.checkStatus();
    bus.state.isLocked = false;
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(heard).toEqual(['change']));
    expect(await secrets.checkStatus()).toEqual(ok('open'));
  });

  it('is heard of once, also when a look or a person’s wish is the first to see it', async () => {
    const { bus, secrets, heard } = await opened();
    bus.state.isLocked = true;
    await secrets.checkStatus();
    expect(heard).toEqual([]);
    bus.state.isLocked = false;
    await Promise.all([secrets.checkStatus(), secrets.checkStatus()]);
    expect(heard).toEqual(['change']);
    bus.state.isLocked = true;
    await secrets.checkStatus();
    await secrets.unlock();
    expect(heard).toEqual(['change', 'change', 'change']);
    // A locked item in another keyring does not change the status of this one.
    bus.state.other = 'locked';
    await secrets.checkItem('Token Desk', 'a');
    await secrets.checkStatus();
    expect(heard).toHaveLength(3);
  });

  it('is not heard of after the end', async () => {
    const { bus, secrets, heard } = await opened();
    await secrets.checkStatus();
    secrets.close();
    bus.signal('NameOwnerChanged');
    await secrets.checkStatus();
    expect(heard.filter((what) => what === 'change')).toEqual([]);
  });
});

describe('a person who wants the keyring unlocked', () => {
  it('is asked by the desktop, once however often it is wished', async () => {
    const { bus, secrets, questions } = await opened();
    bus.state.isLocked = true;
    expect(await Promise.all([secrets.unlock(), secrets.unlock()])).toEqual([ok('open'), ok('open')]);
    expect(bus.calls.filter((call) => call === 'Prompt')).toHaveLength(1);
    expect(questions).toEqual([true, false]);
  });

  it('gets the other keyring unlocked too that has what was looked for', async () => {
    const { bus, secrets } = await opened();
    bus.state.other = 'locked';
    await secrets.checkItem('Token Desk', 'a');
    expect(await secrets.unlock()).toEqual(ok('open'));
    expect(await secrets.checkItem('Token Desk', 'a')).toEqual(ok('open'));
  });

  it('is asked nothing when it is open', async () => {
    const { bus, secrets } = await opened();
    expect(await secrets.unlock()).toEqual(ok('open'));
    expect(bus.calls).not.toContain('Prompt');
  });

  it('may say no, which is remembered until it is open', async () => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { isLocked: true, prompt: 'is-dismissed' });
    const denied = fail({ code: 'keychain-denied' });
    expect(await secrets.unlock()).toEqual(denied);
    expect(await secrets.checkStatus()).toEqual(denied);
    bus.state.isLocked = false;
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    bus.state.isLocked = true;
    expect(await secrets.checkStatus()).toEqual(locked);
    bus.state.prompt = 'unlocks';
    expect(await secrets.unlock()).toEqual(ok('open'));
  });

  it('cannot be asked where nothing asks for passwords, which is told until it is open', async () => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { isLocked: true, prompt: 'is-dismissed', hasPrompter: false });
    expect(await secrets.unlock()).toEqual(unusable('nobody-asks'));
    expect(await secrets.checkStatus()).toEqual(unusable('nobody-asks'));
    bus.state.hasKeyring = false;
    expect(await secrets.unlock()).toEqual(unusable('cannot-set-up'));
    Object.assign(bus.state, { hasKeyring: true, isLocked: false });
    expect(await secrets.checkStatus()).toEqual(ok('open'));
    bus.state.isLocked = true;
    expect(await secrets.checkStatus()).toEqual(locked);
  });

  it('is asked for a new one where the default one does not exist', async () => {
    const { bus, secrets } = await opened();
    bus.state.isDefaultThere = false;
    await secrets.unlock();
    expect(bus.calls).toContain('CreateCollection');
    expect(bus.calls).not.toContain('Unlock');
  });

  it('is asked for a first password where there is no keyring', async () => {
    const { bus, secrets } = await opened();
    bus.state.hasKeyring = false;
    expect(await secrets.unlock()).toEqual(ok('open'));
    expect(bus.calls).toContain('CreateCollection');
    expect(bus.calls).toContain('named org.freedesktop.Secret.Collection.Label');
  });

  it('is asked for no first password when it told hastily that there is no keyring', async () => {
    const { bus, secrets } = await opened();
    bus.state.first = 'none';
    expect(await secrets.unlock()).toEqual(ok('open'));
    expect(bus.calls).not.toContain('CreateCollection');
  });

  it('is not waited for when the bus goes meanwhile', async () => {
    const { bus, secrets } = await opened();
    Object.assign(bus.state, { isLocked: true, prompt: 'waits' });
    const asked = secrets.unlock();
    await vi.waitFor(() => expect(bus.calls).toContain('Prompt'));
    bus.close();
    expect((await asked).ok).toBe(false);
  });

  it('is told when there is nothing to unlock', async () => {
    expect(await at('unix:path=/nowhere').secrets.unlock()).toEqual(noBus);
    const { bus, secrets } = await opened();
    bus.state.hasService = false;
    expect(await secrets.unlock()).toEqual(noService);
  });
});
