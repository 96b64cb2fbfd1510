import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { ClipboardCopy } from '../../../../main/connections/clipboardCopy.ts';
import { Ledger } from '../../../../main/connections/history/ledger.ts';
import type { LedgerEvent } from '../../../../main/connections/history/ledgerLine.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail } from '../../../../main/result.ts';
import { FakeClipboard } from '../../../fakes/clipboard.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../../fakes/fyleHttp.ts';
import { FakeJournalStore, FakeLedgerStore } from '../../../fakes/ledger.ts';
import { connectedWorld, must } from '../../../fakes/world.ts';

const ID = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);
const MINUTE = 60_000;
const mark: LedgerEvent = { what: 'renewing' };
const renewed: LedgerEvent = { what: 'renewed', by: 'itself' };
const offline: LedgerEvent = { what: 'renewal-failed', by: 'itself', code: 'offline', answer: 'known' };
const asked: LedgerEvent = { ...offline, by: 'person' };
const locked: LedgerEvent = { what: 'renewal-failed', by: 'itself', code: 'keychain-locked' };

/** A ledger with its stores in memory, and the one of the next run. */
function emptyLedger() {
  const clock = new FakeClock();
  const stores = [new FakeLedgerStore(), new FakeJournalStore()] as const;
  const [store, journal] = stores;
  return { clock, store, journal, ledger: new Ledger(...stores, clock), again: () => new Ledger(...stores, clock) };
}

describe('the ledger', () => {
  it('knows in order what was done, by whom, and when', async () => {
    const { clock, connections, fyle, ledger, ledgerStore, id } = await connectedWorld();
    const copying = new ClipboardCopy(connections, new FakeClipboard(), clock, ledger, () => undefined);
    await clock.advance(50 * 60_000);
    must(await connections.renew(id));
    fyle.next('token', refused(401, 'invalid token'));
    await connections.renew(id);
    must(await copying.copy(id, 'tray'));
    const typed = { refreshToken: new Secret(fyle.grant()), clientSecret: new Secret(CLIENT_SECRET) };
    must(await connections.signInAgain(id, typed));
    must(await connections.removals.disconnect(id));
    const told = ledgerStore.history(id);
    expect(told.map(({ what, by }) => [what, by])).toEqual([
      ['removed', 'window'],
      ['signed-in-again', 'window'],
      ['copied', 'tray'],
      ['renewal-failed', 'person'],
      ['renewed', 'person'],
      ['renewed', 'itself'],
      ['connected', 'window'],
    ]);
    expect(told[3]).toMatchObject({ code: 'sign-in-rejected', at: clock.now() });
  });

  it('names in each entry connection and organisation as they were called then, and the token by a few digits', async () => {
    const { connections, ledgerStore, id } = await connectedWorld();
    const { secret } = must(await connections.accessToken(id));
    must(await connections.removals.disconnect(id));
    const organisation = 'Acme Ltd';
    const [connected, ...others] = ledgerStore.entries.map(({ at: _, ...entry }) => entry);
    const token = createHash('sha256').update(secret.reveal()).digest('hex').slice(0, 8);
    expect(connected).toEqual({ what: 'connected', by: 'window', id, name: 'Acme Ltd', token });
    expect(others.at(-1)).toEqual({ what: 'removed', by: 'window', id, name: 'Acme Ltd', organisation });
  });

  it('holds no secret', async () => {
    const { clipboard, connections, fyle, ledgerStore, journalStore, id } = await copied();
    must(await connections.renew(id));
    const secrets = [clipboard.text, CLIENT_SECRET, ...fyle.ends.keys()];
    const written = JSON.stringify([ledgerStore.entries, journalStore.lines]);
    expect(secrets.every((secret) => secret !== '' && !written.includes(secret))).toBe(true);
    expect(ledgerStore.entries.map(({ token }) => token?.length)).toEqual([8, 8, 8]);
  });

  it('reads nothing to record what happens, and of the journal only when a renewal is at stake', () => {
    const { journal, ledger } = emptyLedger();
    const read = vi.spyOn(journal, 'read');
    expect([ledger.revision(ID), ledger.size, read.mock.calls.length]).toEqual([0, 0, 0]);
    ledger.record(ID, { what: 'copied', by: 'window' });
    expect([ledger.interruptedAt(ID), read.mock.calls.length]).toEqual([undefined, 1]);
  });

  it('says by its size that it has grown, in this run, and that there is anything of earlier ones', () => {
    const { ledger, again } = emptyLedger();
    const sizes = [ledger.size];
    ledger.record(ID, { what: 'renewing' });
    sizes.push(ledger.size);
    ledger.record(ID, { what: 'revealed' });
    sizes.push(ledger.size);
    const later = again();
    sizes.push(later.size);
    later.record(ID, { what: 'revealed' });
    sizes.push(later.size);
    later.clear();
    sizes.push(later.size);
    expect(sizes).toEqual([0, 0, 1, 1, 2, 0]);
  });

  it.each<readonly [string, readonly LedgerEvent[], readonly number[]]>([
    ['once an hour', [offline, offline, offline, offline, offline], [0, 3]],
    ['of two kinds in turn', [offline, locked, offline, offline], [0, 1, 3]],
    ['with something between', [offline, offline, renewed, offline], [0, 2, 3]],
    ['each that a person wanted', [offline, asked, asked], [0, 1, 2]],
    ['with marks between', [mark, offline, mark, offline], [1]],
  ])('tells of failures that last: %s', (_name, events, expected) => {
    const { clock, ledger, store } = emptyLedger();
    const begin = clock.now();
    for (const event of events) {
      ledger.record(ID, event);
      clock.jump(20 * MINUTE);
    }
    expect(store.entries.map(({ at }) => (at - begin) / (20 * MINUTE))).toEqual(expected);
  });

  it('tells of a weekend without a network in no more than an entry an hour', async () => {
    const { clock, fyle, ledgerStore, id } = await connectedWorld(0.5);
    fyle.always('token', () => fail({ code: 'offline', host: 'app.fylehq.com' }));
    await clock.advance(62 * 60 * MINUTE);
    expect(fyle.count('token')).toBeGreaterThan(250);
    const failures = ledgerStore.history(id).filter(({ what }) => what === 'renewal-failed').length;
    expect([failures > 40, failures <= 62]).toEqual([true, true]);
  });

  it('marks a renewal before it is asked for, and takes the mark away with its outcome', async () => {
    const { clock, connections, fyle, ledger, ledgerStore, journalStore, id } = await connectedWorld();
    const again = () => new Ledger(ledgerStore, journalStore, clock);
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    expect(ledger.interruptedAt(id)).toBe(clock.now());
    // What the next run of the app finds if this one ends here.
    expect(again().interruptedAt(id)).toBe(clock.now());
    expect(ledgerStore.history(id).map(({ what }) => what)).toEqual(['connected']);
    gate.open();
    must(await renewal);
    await settled();
    expect(ledger.interruptedAt(id)).toBeUndefined();
    expect(again().interruptedAt(id)).toBeUndefined();
  });

  it('keeps a mark through copies, other connections’ renewals, and when the journal begins anew', () => {
    const { clock, ledger, again, journal } = emptyLedger();
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, { what: 'copied', by: 'window' });
    for (let count = 0; count < 2_500; count += 1) {
      ledger.record(OTHER, { what: 'renewing' });
      ledger.record(OTHER, { what: 'renewed', by: 'itself', rotated: 'kept' });
    }
    expect(journal.lines.length).toBeLessThan(2_100);
    for (const one of [ledger, again()])
      expect([one.interruptedAt(ID), one.interruptedAt(OTHER), one.rotates(OTHER)]).toEqual([
        clock.now(),
        undefined,
        true,
      ]);
  });

  it('keeps the mark of an earlier run until the grant is known to be good', () => {
    const { clock, ledger: first, again } = emptyLedger();
    first.record(ID, { what: 'renewing' });
    const at = clock.now();
    clock.jump(1_000);
    const ledger = again();
    ledger.record(ID, { what: 'renewal-failed', by: 'itself', code: 'keychain-locked' });
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, { what: 'renewal-failed', by: 'itself', code: 'sign-in-rejected', answer: 'known' });
    expect(ledger.interruptedAt(ID)).toBe(at);
    expect(again().interruptedAt(ID)).toBe(at);
    ledger.record(ID, { what: 'signed-in-again' });
    expect(ledger.interruptedAt(ID)).toBeUndefined();
    expect(again().interruptedAt(ID)).toBeUndefined();
  });

  it.each([
    [{ what: 'renewal-failed', by: 'itself', code: 'interrupted', answer: 'lost' }, true],
    [{ what: 'renewal-failed', by: 'itself', code: 'offline', answer: 'known' }, false],
    [{ what: 'renewal-failed', by: 'itself', code: 'keychain-locked' }, true],
    [{ what: 'renewed', by: 'itself', rotated: 'not-kept' }, true],
    [{ what: 'renewed', by: 'itself', rotated: 'kept' }, false],
    [{ what: 'renewed', by: 'itself' }, false],
    [{ what: 'connected' }, false],
    [{ what: 'signed-in-again' }, false],
    [{ what: 'signed-in-again', grant: 'not-kept' }, true],
    [{ what: 'edited' }, true],
    // It may be restored.
    [{ what: 'removed' }, true],
    [{ what: 'restored' }, true],
  ] as const)('after %j a renewal is in doubt: %s', (event, isInDoubt) => {
    const { ledger } = emptyLedger();
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, event);
    expect(ledger.interruptedAt(ID) !== undefined).toBe(isInDoubt);
  });

  it('keeps no doubt and nothing else of a connection that was removed for good', () => {
    const { ledger, again } = emptyLedger();
    ledger.record(ID, { what: 'renewed', by: 'itself', rotated: 'kept' });
    ledger.record(ID, { what: 'renewing' });
    ledger.forgetRenewals(ID);
    for (const each of [ledger, again()])
      expect([each.interruptedAt(ID), each.rotates(ID)]).toEqual([undefined, undefined]);
  });

  it('knows from the last renewal whether the provider rotates', () => {
    const { ledger } = emptyLedger();
    expect(ledger.rotates(ID)).toBeUndefined();
    ledger.record(ID, { what: 'renewed', by: 'itself', rotated: 'kept' });
    ledger.record(ID, { what: 'renewal-failed', by: 'itself', code: 'offline' });
    expect(ledger.rotates(ID)).toBe(true);
    ledger.record(ID, { what: 'renewed', by: 'itself' });
    expect(ledger.rotates(ID)).toBe(false);
  });

  it('says by a number that a history has grown, and tells whoever listens', () => {
    let recorded = 0;
    const ledger = new Ledger(new FakeLedgerStore(), new FakeJournalStore(), new FakeClock(), () => {
      recorded += 1;
    });
    expect(ledger.revision(ID)).toBe(0);
    ledger.record(ID, { what: 'copied', by: 'tray' });
    const first = ledger.revision(ID);
    ledger.record(OTHER, { what: 'copied', by: 'tray' });
    expect(ledger.revision(ID)).toBe(first);
    ledger.record(ID, { what: 'copied', by: 'tray' });
    expect(ledger.revision(ID)).toBeGreaterThan(first);
    expect(recorded).toBe(3);
  });

  it('forgets everything when told', async () => {
    const { ledger, ledgerStore, journalStore } = await copied();
    expect(ledger.clear()).toBe(true);
    expect([ledgerStore.entries, journalStore.lines]).toEqual([[], []]);
    ledgerStore.failsToClear = true;
    expect(ledger.clear()).toBe(false);
  });
});

/** A world in which the one connection's token was copied once. */
async function copied() {
  const world = await connectedWorld();
  const clipboard = new FakeClipboard();
  const copying = new ClipboardCopy(world.connections, clipboard, world.clock, world.ledger, () => undefined);
  must(await copying.copy(world.id, 'window'));
  return { ...world, clipboard };
}
