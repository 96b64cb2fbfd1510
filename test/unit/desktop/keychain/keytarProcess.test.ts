import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keytarProcess } from '../../../../main/desktop/keychain/keytarProcess.ts';

class Host extends EventEmitter {
  readonly asked: unknown[] = [];
  isKilled = false;
  readonly words: readonly unknown[];

  constructor(words: readonly unknown[]) {
    super();
    this.words = words;
  }

  postMessage(asked: unknown): void {
    this.asked.push(asked);
  }

  kill(): void {
    this.isKilled = true;
  }
}

const electron = vi.hoisted(() => ({ hosts: [] as unknown[] }));
// Electron is only available in its own process: this mock records what it would start.
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...words: readonly unknown[]) => {
      const host = new Host(words);
      electron.hosts.push(host);
      return host;
    },
  },
}));

const hosts = () => electron.hosts as readonly Host[];
const last = () => hosts().at(-1) as Host;

beforeEach(() => {
  electron.hosts.length = 0;
});

describe('keytar in a process of its own', () => {
  it('is started at the first call, told by its port alone, and stays', async () => {
    const keytar = keytarProcess('/host.js');
    expect(hosts()).toHaveLength(0);
    const set = keytar.setPassword('service', 'account', 'secret');
    last().emit('message', { ok: true, found: 'secret' });
    expect(await set).toBe('secret');
    const got = keytar.getPassword('service', 'account');
    last().emit('message', { ok: true, found: 'secret' });
    expect(await got).toBe('secret');
    const deleted = keytar.deletePassword('service', 'account');
    last().emit('message', { ok: true, found: null });
    expect(await deleted).toBeNull();
    expect(hosts()).toHaveLength(1);
    expect(last().asked).toEqual([
      { act: 'set', service: 'service', account: 'account', text: 'secret' },
      { act: 'get', service: 'service', account: 'account', text: '' },
      { act: 'delete', service: 'service', account: 'account', text: '' },
    ]);
    expect(JSON.stringify(last().words)).not.toContain('secret');
    expect(last().listenerCount('message')).toBe(0);
  });

  it('gives nothing where nothing is, and keytar’s own message when it failed', async () => {
    const keytar = keytarProcess('/host.js');
    const got = keytar.getPassword('service', 'account');
    last().emit('message', { ok: true, found: null });
    expect(await got).toBeNull();
    const failed = keytar.setPassword('service', 'account', 'secret');
    last().emit('message', { ok: false, message: 'Prompt was dismissed' });
    await expect(failed).rejects.toThrow('Prompt was dismissed');
  });

  it('that ends in the midst of a call has not answered, and is started anew at the next', async () => {
    const keytar = keytarProcess('/host.js');
    const lost = keytar.getPassword('service', 'account');
    last().emit('exit', 139);
    await expect(lost).rejects.toThrow('NoReply');
    const got = keytar.getPassword('service', 'account');
    last().emit('message', { ok: true, found: 'secret' });
    expect(await got).toBe('secret');
    expect(hosts()).toHaveLength(2);
  });

  it('that was ended has no say in what comes after it', async () => {
    const keytar = keytarProcess('/host.js');
    const lost = keytar.getPassword('service', 'account');
    const first = last();
    keytar.restart();
    expect(first.isKilled).toBe(true);
    const got = keytar.getPassword('service', 'account');
    first.emit('exit', 0);
    await expect(lost).rejects.toThrow();
    first.emit('message', { ok: true, found: 'late' });
    last().emit('message', { ok: true, found: 'right' });
    expect(await got).toBe('right');
    expect(hosts()).toHaveLength(2);
  });

  it('is ended when nothing was called for 5 s, and started anew by the next call', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const keytar = keytarProcess('/host.js');
    const answer = async (got: Promise<string | null>) => {
      last().emit('message', { ok: true, found: 'secret' });
      await got;
    };
    await answer(keytar.getPassword('service', 'account'));
    await vi.advanceTimersByTimeAsync(4_999);
    const slow = keytar.getPassword('service', 'account');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(last().isKilled).toBe(false);
    await answer(slow);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(last().isKilled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(last().isKilled).toBe(true);
    await answer(keytar.getPassword('service', 'account'));
    expect(hosts()).toHaveLength(2);
    expect(last().isKilled).toBe(false);
    // The keychain would ask the next one anew.
    keytar.keepRunning();
    await answer(keytar.getPassword('service', 'account'));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(last().isKilled).toBe(false);
  });
});
