import type { KeychainPlace } from '../../main/connections/model/ports.ts';
import type { SecretService } from '../../main/desktop/keychain/secretService.ts';
import { fail, ok } from '../../main/result.ts';

const ENDPOINTS = {
  authorization: 'https://fyle.test/authorize',
  token: 'https://fyle.test/token',
  cluster: 'https://fyle.test/cluster',
};

/** The keychain place of a connection whose endpoints are at one host, unless the test changes them. */
export function place(
  id: string,
  endpoints: Partial<KeychainPlace['endpoints']> = {},
  practice = false,
): KeychainPlace {
  return { id, practice, endpoints: { ...ENDPOINTS, ...endpoints } };
}

type KeyringStatus = Awaited<ReturnType<SecretService['checkStatus']>>;
type ItemStatus = Awaited<ReturnType<SecretService['checkItem']>>;

/**
 * keytar in memory with Linux's keyring: a locked one finds nothing, deletes nothing, and refuses a write. One that asks,
 * as KeePassXC does, asks each process about each item that the process did not make; a refused item is not found.
 */
export function memoryKeytar() {
  const items = new Map<string, string>();
  /** Items in another keyring that is locked: keytar does not find them, only the Secret Service does. */
  const elsewhere = new Set<string>();
  /** Items in another keyring that is open: keytar finds them first. */
  const older = new Map<string, string>();
  const calls: string[] = [];
  const state = {
    isLocked: false,
    canLook: true,
    isDismissed: false,
    underWay: 0,
    mostAtOnce: 0,
    before: async () => undefined as unknown,
    /** Asks the person about an item, and gives whether it may be given; undefined while the keyring asks nobody. */
    ask: undefined as undefined | ((name: string) => Promise<boolean>),
    isQuestionOpen: false,
    mayRunOn: false,
  };
  /** What this process may have without a question. */
  const allowed = new Set<string>();
  const mayHave = async (name: string): Promise<boolean> => {
    if (state.ask === undefined || !items.has(name) || allowed.has(name)) return true;
    state.isQuestionOpen = true;
    const isAllowed = await state.ask(name);
    state.isQuestionOpen = false;
    if (isAllowed) allowed.add(name);
    return isAllowed;
  };
  const call = async <T>(name: string, act: () => T | Promise<T>): Promise<T> => {
    calls.push(name);
    state.underWay += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.underWay);
    try {
      await state.before();
      return await act();
    } finally {
      state.underWay -= 1;
    }
  };
  /** As keytar's process does: each act ends with a read of what keytar finds. */
  const found = (service: string, account: string) =>
    call(`get ${account}`, async () => {
      const name = `${service}/${account}`;
      if (!(await mayHave(name))) return null;
      return state.isLocked ? null : (older.get(name) ?? items.get(name) ?? null);
    });
  return {
    items,
    elsewhere,
    older,
    calls,
    state,
    /** The Secret Service of the same keyring; `unknown` while it cannot be queried. */
    secrets: {
      checkStatus: async (): Promise<KeyringStatus> =>
        state.isLocked && state.canLook ? fail({ code: 'keychain-locked' }) : ok(state.canLook ? 'open' : 'unknown'),
      checkItem: async (service: string, account: string): Promise<ItemStatus> => {
        const name = `${service}/${account}`;
        if (elsewhere.has(name)) return fail({ code: 'keychain-locked' });
        // Another process than keytar's, so it may have nothing.
        if (!items.has(name)) return ok('none');
        return ok(state.ask === undefined ? 'open' : 'asks');
      },
      isAsking: async () => state.isQuestionOpen,
      deleteDuplicates: async (service: string, account: string) => {
        calls.push(`drop older ${account}`);
        if (items.has(`${service}/${account}`)) older.delete(`${service}/${account}`);
      },
      unlock: async (): Promise<KeyringStatus> => {
        calls.push('unlock');
        if (state.isDismissed) return fail({ code: 'keychain-denied' });
        state.isLocked = false;
        return ok('open');
      },
    },
    restart: () => {
      calls.push('restart');
      allowed.clear();
    },
    keepRunning: () => {
      state.mayRunOn = true;
    },
    getPassword: found,
    setPassword: async (service: string, account: string, password: string) => {
      await call(`set ${account}`, async () => {
        const name = `${service}/${account}`;
        if (!(await mayHave(name))) return;
        allowed.add(name);
        if (state.isLocked) throw new Error('Cannot create an item in a locked collection');
        items.set(name, password);
      });
      return found(service, account);
    },
    deletePassword: async (service: string, account: string) => {
      await call(`delete ${account}`, async () => {
        const name = `${service}/${account}`;
        return (await mayHave(name)) && !state.isLocked && items.delete(name);
      });
      return found(service, account);
    },
  };
}
