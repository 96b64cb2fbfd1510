import { describe, expect, it } from 'vitest';
import type { ConnectionState } from '../../../../main/connections/table/connectionState.ts';
import { readSettings } from '../../../../main/desktop/files/settings.ts';
import { deskState } from '../../../../main/desktop/window/deskState.ts';

const acme = { id: 'a'.repeat(32), name: 'Acme Ltd' } as ConnectionState;
const well = {
  connections: [acme],
  list: { view: { order: 'name' }, usedAt: () => undefined },
  revisionOf: () => 7,
  keychain: 'ready',
  signIn: undefined,
  lock: undefined,
  clipboard: undefined,
  removed: [],
  copyFormats: ['token'],
  clockSkew: undefined,
  proxy: undefined,
  pausedUntil: undefined,
  found: undefined,
  diskError: undefined,
  areGrantsStored: true,
  hasOrphanedItems: false,
  hasTray: true,
  isChanged: false,
  isVaultNotLast: false,
  settings: readSettings(undefined),
} as const;

describe('what the page is to show', () => {
  it('is each connection with the number of its newest line, and no member that is not known', () => {
    expect(deskState(well)).toEqual({
      connections: [{ ...acme, newest: 7 }],
      list: { order: 'name' },
      keychain: 'ready',
      copyFormats: ['token'],
      mayCreateVault: false,
      notices: [],
      settings: readSettings(undefined),
      locale: 'en-GB',
    });
  });

  it('is how the list was left, and when each token was used last', () => {
    const list = { view: { order: 'used', selectedId: acme.id }, usedAt: () => 5 } as const;
    const state = deskState({ ...well, list });
    expect([state.list, state.connections[0]?.usedAt]).toEqual([list.view, 5]);
  });

  it('is the sign-in, the clipboard and the clock, where there is something to show', () => {
    expect(deskState({ ...well, pausedUntil: 7 }).pausedUntil).toBe(7);
    const clipboard = { id: acme.id, name: 'Acme Ltd', format: 'token' as const, validUntil: 2, clearsAt: 1 };
    const state = deskState({ ...well, signIn: { for: 'form' } as never, clipboard, clockSkew: -300_000 });
    expect(state).toMatchObject({ signIn: { for: 'form' }, clipboard, clockSkew: -300_000 });
  });

  it('warns of a grant that is not stored', () => {
    expect(deskState({ ...well, areGrantsStored: false }).notices).toEqual(['grant-pending']);
  });

  it('tells of orphaned items where there is a keychain that holds them', () => {
    expect(deskState({ ...well, hasOrphanedItems: true }).notices).toEqual(['secret-left']);
    expect(deskState({ ...well, hasOrphanedItems: true, keychain: 'absent' }).notices).toEqual([]);
    expect(deskState({ ...well, keychain: 'blocked' }).mayCreateVault).toBe(true);
  });
});
