import { describe, expect, it } from 'vitest';
import { forgetEverything } from '../../../main/connections/forgetEverything.ts';
import type { UnerasedStore } from '../../../main/connections/storage/eraseAll.ts';
import { fail, ok } from '../../../main/result.ts';
import type { KeychainState } from '../../../preload/contract.ts';

/** Parts that note the order of the calls; `fails` names what cannot be emptied. */
function parts(
  fails: { readonly connections?: readonly UnerasedStore[]; readonly vault?: true; readonly history?: true } = {},
) {
  const order: string[] = [];
  let state: KeychainState = 'vault-closed';
  return {
    order,
    stands: (now: KeychainState) => {
      state = now;
    },
    clipboardCopy: { clear: async () => void order.push('clipboard') },
    clipboard: { forgetCopied: () => void order.push('its mark') },
    list: { forgetOthers: () => void order.push('uses') },
    activity: { forget: async () => void order.push('end of the history') },
    connections: {
      forgetEverything: async (eraseRest: () => Promise<boolean>) => {
        order.push('connections');
        const isRestErased = await eraseRest();
        order.push('list');
        return [...(fails.connections ?? []), ...(isRestErased ? [] : ['disk' as const])];
      },
    },
    ledger: {
      clear: () => {
        order.push('history');
        return !fails.history;
      },
    },
    vault: {
      abandonVault: async () => void order.push('vault disowned'),
      destroyVault: async () => {
        order.push('vault destroyed');
        return fails.vault ? fail('EACCES') : ok(undefined);
      },
    },
    keychainState: () => state,
  };
}

describe('forgetting everything', () => {
  it('empties the clipboard first and the list last, and forgets how far the history reached before that', async () => {
    const { order, ...all } = parts();
    expect(await forgetEverything(all)).toEqual(ok(undefined));
    expect(order).toEqual([
      ...['clipboard', 'vault disowned', 'connections', 'uses', 'vault destroyed', 'end of the history', 'history'],
      ...['list', 'its mark'],
    ]);
  });

  it.each([
    [{ connections: ['keychain'] }, 'locked', ['keychain']],
    [{ connections: ['keychain'] }, 'absent', ['no-keychain']],
    [{ connections: ['disk'] }, 'absent', ['disk']],
    [{ connections: ['keychain', 'disk'], vault: true, history: true }, 'ready', ['keychain', 'disk']],
    [{ vault: true }, 'vault-open', ['disk']],
    [{ history: true }, 'ready', ['disk']],
  ] as const)(
    'goes on when something cannot be emptied, and says where it is left: %j, %s',
    async (fails, state, left) => {
      const { order, ...all } = parts(fails);
      all.stands(state);
      expect(await forgetEverything(all)).toEqual(fail({ code: 'not-forgotten', left }));
      expect(order).toHaveLength(9);
    },
  );
});
