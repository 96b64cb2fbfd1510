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

/** keytar in memory with Linux's keyring: a locked one finds nothing, deletes nothing, and refuses a write. */
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
  };
  const call = async <T>(name: string, act: () => T): Promise<T> => {
    calls.push(name);
    state.underWay += 1;
    state.mostAtOnce = Math.max(state.mostAtOnce, state.underWay);
    try {
      await state.before();
      return act();
    } finally {
      state.underWay -= 1;
    }
  };
  /** As keytar's process does: each act ends with a read of what keytar finds. */
  const found = (service: string, account: string) =>
    call(`get ${account}`, () => {
      const name = `${service}/${account}`;
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
      checkForLockedItem: async (service: string, account: string): Promise<KeyringStatus> =>
        elsewhere.has(`${service}/${account}`) ? fail({ code: 'keychain-locked' }) : ok('open'),
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
    restart: () => void calls.push('restart'),
    getPassword: found,
    setPassword: async (service: string, account: string, password: string) => {
      await call(`set ${account}`, () => {
        if (state.isLocked) throw new Error('Cannot create an item in a locked collection');
        items.set(`${service}/${account}`, password);
      });
      return found(service, account);
    },
    deletePassword: async (service: string, account: string) => {
      await call(`delete ${account}`, () => !state.isLocked && items.delete(`${service}/${account}`));
      return found(service, account);
    },
  };
}
