import { describe, expect, it, vi } from 'vitest';
import { ClipboardCopy } from '../../../../main/connections/clipboardCopy.ts';
import { Ledger } from '../../../../main/connections/history/ledger.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { FakeClipboard } from '../../../fakes/clipboard.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../../fakes/fyleHttp.ts';
import { FakeLedgerStore } from '../../../fakes/ledger.ts';
import { connectedWorld, must } from '../../../fakes/world.ts';

const ID = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

describe('the ledger', () => {
  it('knows in order what was done, by whom, and when', async () => {
    const { clock, connections, fyle, ledger, id } = await connectedWorld();
    const copying = new ClipboardCopy(connections, new FakeClipboard(), clock, ledger, () => undefined);
    await clock.advance(50 * 60_000);
    must(await connections.renew(id));
    fyle.next('token', refused(401, 'invalid token'));
    await connections.renew(id);
    must(await copying.copy(id, 'tray'));
    const typed = { refreshToken: new Secret(fyle.grant()), clientSecret: new Secret(CLIENT_SECRET) };
    must(await connections.signInAgain(id, typed));
    must(await connections.disconnect(id));
    expect(ledger.history(id).map(({ id: _, at: __, ...event }) => event)).toEqual([
      { what: 'removed' },
      { what: 'signed-in-again' },
      { what: 'copied', from: 'tray' },
      { what: 'renewal-failed', code: 'sign-in-rejected', answer: 'known' },
      { what: 'renewed', by: 'person' },
      { what: 'renewed', by: 'itself' },
      { what: 'connected' },
    ]);
    expect(ledger.history(id).at(-2)?.at).toBe(clock.now());
  });

  it('holds no secret', async () => {
    const { clipboard, connections, fyle, ledgerStore, id } = await copied();
    must(await connections.renew(id));
    const secrets = [clipboard.text, CLIENT_SECRET, ...fyle.ends.keys()];
    expect(secrets.every((secret) => secret !== '' && !ledgerStore.lines.join().includes(secret))).toBe(true);
  });

  it('is read at its first use: at a start nobody waits for it', () => {
    const store = new FakeLedgerStore();
    new Ledger(store, new FakeClock()).record(ID, { what: 'connected' });
    const read = vi.spyOn(store, 'read');
    const ledger = new Ledger(store, new FakeClock());
    expect([ledger.revision(ID), read.mock.calls.length]).toEqual([0, 0]);
    expect(ledger.history(ID).map(({ what }) => what)).toEqual(['connected']);
    expect([ledger.revision(ID), ledger.history(OTHER), read.mock.calls.length]).toEqual([1, [], 1]);
  });

  it('is the same after a restart', async () => {
    const { clock, ledger, ledgerStore, id } = await copied();
    const again = new Ledger(ledgerStore, clock);
    expect(again.history(id)).toEqual(ledger.history(id));
    expect(again.history(id)).toHaveLength(2);
  });

  it('marks a renewal before it is asked for, and takes the mark away with its outcome', async () => {
    const { clock, connections, fyle, ledger, ledgerStore, id } = await connectedWorld();
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    expect(ledger.interruptedAt(id)).toBe(clock.now());
    // What the next run of the app finds if this one ends here.
    expect(new Ledger(ledgerStore, clock).interruptedAt(id)).toBe(clock.now());
    expect(ledger.history(id).map(({ what }) => what)).toEqual(['connected']);
    gate.open();
    must(await renewal);
    await settled();
    expect(ledger.interruptedAt(id)).toBeUndefined();
    expect(new Ledger(ledgerStore, clock).interruptedAt(id)).toBeUndefined();
  });

  it('keeps a mark through copies and other connections’ renewals, and when it begins anew', () => {
    const clock = new FakeClock();
    const store = new FakeLedgerStore();
    const ledger = new Ledger(store, clock);
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, { what: 'copied', from: 'window' });
    ledger.record(OTHER, { what: 'renewing' });
    ledger.record(OTHER, { what: 'renewed', by: 'itself' });
    expect([ledger.interruptedAt(ID), ledger.interruptedAt(OTHER)]).toEqual([clock.now(), undefined]);
    expect(new Ledger(store, clock).interruptedAt(ID)).toBe(clock.now());
  });

  it('keeps the mark of an earlier run until the grant is known to be good', () => {
    const clock = new FakeClock();
    const store = new FakeLedgerStore();
    new Ledger(store, clock).record(ID, { what: 'renewing' });
    const at = clock.now();
    clock.jump(1_000);
    const ledger = new Ledger(store, clock);
    ledger.record(ID, { what: 'renewal-failed', code: 'keychain-locked' });
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, { what: 'renewal-failed', code: 'sign-in-rejected', answer: 'known' });
    expect(ledger.interruptedAt(ID)).toBe(at);
    expect(new Ledger(store, clock).interruptedAt(ID)).toBe(at);
    ledger.record(ID, { what: 'signed-in-again' });
    expect(ledger.interruptedAt(ID)).toBeUndefined();
    expect(new Ledger(store, clock).interruptedAt(ID)).toBeUndefined();
  });

  it.each([
    [{ what: 'renewal-failed', code: 'interrupted', answer: 'lost' }, true],
    [{ what: 'renewal-failed', code: 'offline', answer: 'known' }, false],
    [{ what: 'renewal-failed', code: 'keychain-locked' }, true],
    [{ what: 'renewed', by: 'itself', rotated: 'not-kept' }, true],
    [{ what: 'renewed', by: 'itself', rotated: 'kept' }, false],
    [{ what: 'renewed', by: 'itself' }, false],
    [{ what: 'connected' }, false],
    [{ what: 'signed-in-again' }, false],
    [{ what: 'signed-in-again', grant: 'not-kept' }, true],
    [{ what: 'removed' }, false],
  ] as const)('after %j a renewal is in doubt: %s', (event, isInDoubt) => {
    const ledger = new Ledger(new FakeLedgerStore(), new FakeClock());
    ledger.record(ID, { what: 'renewing' });
    ledger.record(ID, event);
    expect(ledger.interruptedAt(ID) !== undefined).toBe(isInDoubt);
  });

  it('knows from the last renewal whether the provider rotates', () => {
    const ledger = new Ledger(new FakeLedgerStore(), new FakeClock());
    expect(ledger.rotates(ID)).toBeUndefined();
    ledger.record(ID, { what: 'renewed', by: 'itself', rotated: 'kept' });
    ledger.record(ID, { what: 'renewal-failed', code: 'offline' });
    expect(ledger.rotates(ID)).toBe(true);
    ledger.record(ID, { what: 'renewed', by: 'itself' });
    expect(ledger.rotates(ID)).toBe(false);
  });

  it('says by a number that a history has grown, and tells whoever listens', () => {
    let recorded = 0;
    const ledger = new Ledger(new FakeLedgerStore(), new FakeClock(), () => {
      recorded += 1;
    });
    expect(ledger.revision(ID)).toBe(0);
    ledger.record(ID, { what: 'copied', from: 'tray' });
    const first = ledger.revision(ID);
    ledger.record(OTHER, { what: 'copied', from: 'tray' });
    expect(ledger.revision(ID)).toBe(first);
    ledger.record(ID, { what: 'copied', from: 'tray' });
    expect(ledger.revision(ID)).toBeGreaterThan(first);
    expect(recorded).toBe(3);
  });

  it('forgets everything when told', async () => {
    const { ledger, ledgerStore, id } = await copied();
    ledger.clear();
    expect(ledger.history(id)).toEqual([]);
    expect(ledgerStore.lines).toEqual([]);
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
