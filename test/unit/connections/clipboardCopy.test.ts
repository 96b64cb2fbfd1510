import { describe, expect, it } from 'vitest';
import { ClipboardCopy } from '../../../main/connections/clipboardCopy.ts';
import { fail } from '../../../main/result.ts';
import { FakeClipboard } from '../../fakes/clipboard.ts';
import { refused } from '../../fakes/fyleHttp.ts';
import { connectedWorld, internalDraft, must } from '../../fakes/world.ts';

const MINUTE = 60_000;

/** One connection, a clipboard, and for each change whether a token was on the clipboard. */
async function copyingWorld() {
  const world = await connectedWorld();
  const clipboard = new FakeClipboard();
  const changes: boolean[] = [];
  const onChange = () => changes.push(copying.copied !== undefined);
  const copying = new ClipboardCopy(world.connections, clipboard, world.clock, world.ledger, onChange);
  return { ...world, clipboard, copying, changes };
}

describe('copying a token', () => {
  it('takes the form for all connections until one is chosen for this one', async () => {
    const { connections, clock, ledger, id } = await copyingWorld();
    const settings = { current: { clipboardSeconds: 60, defaultFormat: 'header' } } as const;
    const clipboard = new FakeClipboard();
    const copying = new ClipboardCopy(connections, clipboard, clock, ledger, () => undefined, settings);
    const copied = must(await copying.copy(id, 'tray'));
    expect([copied.format, copied.clearsAt]).toEqual(['header', clock.now() + 60_000]);
    expect(clipboard.text).toMatch(/^Authorization: Bearer /);
    expect(must(await copying.copy(id, 'window', { format: 'token' })).format).toBe('token');
    expect(must(await copying.copy(id, 'tray')).format).toBe('token');
  });

  it('puts exactly the token on the clipboard, and says until when it is valid and when it is cleared', async () => {
    const { clock, connections, clipboard, copying, changes, id } = await copyingWorld();
    const copied = must(await copying.copy(id, 'window'));
    const token = must(await connections.accessToken(id));
    expect(clipboard.text).toBe(token.secret.reveal());
    expect(copied).toEqual({
      id,
      name: 'Acme Ltd',
      format: 'token',
      validUntil: token.expiresAt,
      clearsAt: clock.now() + 30_000,
    });
    expect(copying.copied).toEqual(copied);
    expect(changes).toEqual([true]);
  });

  it('gives nobody the token but the clipboard', async () => {
    const { clipboard, copying, id } = await copyingWorld();
    expect(JSON.stringify([await copying.copy(id, 'window'), copying.copied])).not.toContain(clipboard.text);
  });

  it.each([
    ['header', /^Authorization: Bearer access-\S+$/],
    ['power-query', /^let$[\s\S]*"Bearer access-\S+"/m],
    ['postman', /"name": "Acme Ltd \(Fyle\)"[\s\S]*access-/],
  ] as const)(
    'as %s copies that text, remembers the choice, says so in the history, and clears it',
    async (format, text) => {
      const { clock, clipboard, connections, copying, ledgerStore, id } = await copyingWorld();
      expect(must(await copying.copy(id, 'window', { format })).format).toBe(format);
      expect(clipboard.text).toMatch(text);
      expect(connections.list()[0]?.copyFormat).toBe(format);
      const token = ledgerStore.fingerprint(must(await connections.accessToken(id)).secret);
      expect(ledgerStore.history(id)[0]).toMatchObject({ what: 'copied', by: 'window', as: format, token });
      await clock.advance(30_000);
      expect(clipboard.text).toBe('');
      expect(must(await copying.copy(id, 'tray')).format).toBe(format);
      expect(clipboard.text).toMatch(text);
    },
  );

  it('in a form for once leaves the usual one as it was', async () => {
    const { clipboard, copying, connections, ledgerStore, id } = await copyingWorld();
    must(await copying.copy(id, 'window', { format: 'curl' }));
    expect(must(await copying.copy(id, 'window', { format: 'token', isOnce: true })).format).toBe('token');
    expect(clipboard.text).toMatch(/^access-/);
    expect(connections.list()[0]?.copyFormat).toBe('curl');
    expect(ledgerStore.history(id)[0]).not.toHaveProperty('as');
  });

  it('remembers a choice also when there is no token to be had', async () => {
    const { clock, connections, copying, fyle, id } = await copyingWorld();
    clock.jump(55 * MINUTE);
    fyle.next('token', refused(503));
    expect((await copying.copy(id, 'window', { format: 'curl' })).ok).toBe(false);
    expect(connections.list()[0]?.copyFormat).toBe('curl');
  });

  it('renews first when the token is not fresh any more', async () => {
    const { clock, clipboard, copying, fyle, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    const old = clipboard.text;
    clock.jump(55 * MINUTE);
    const { validUntil } = must(await copying.copy(id, 'window'));
    expect(clipboard.text).not.toBe(old);
    expect(validUntil).toBe(fyle.ends.get(clipboard.text));
    expect(validUntil).toBe(clock.now() + 60 * MINUTE);
  });

  it('touches nothing when there is no fresh token to be had', async () => {
    const { clock, clipboard, copying, fyle, changes, id } = await copyingWorld();
    clipboard.text = 'an invoice number';
    clock.jump(55 * MINUTE);
    fyle.next('token', refused(503));
    expect(await copying.copy(id, 'window')).toMatchObject({ ok: false, failure: { code: 'server-error' } });
    expect(clipboard.text).toBe('an invoice number');
    expect(copying.copied).toBeUndefined();
    expect(changes).toEqual([]);
  });

  it('tells when the clipboard did not take it', async () => {
    const { clipboard, copying, id } = await copyingWorld();
    clipboard.isBroken = true;
    expect(await copying.copy(id, 'window')).toEqual(fail({ code: 'clipboard-failed' }));
    expect(copying.copied).toBeUndefined();
  });

  it('does not arrive after the clipboard was to be emptied', async () => {
    const { clock, clipboard, copying, fyle, id } = await copyingWorld();
    clock.jump(55 * MINUTE);
    const gate = fyle.hold('token');
    const copy = copying.copy(id, 'window');
    await gate.reached;
    await copying.clear();
    gate.open();
    expect(await copy).toEqual(fail({ code: 'clipboard-failed' }));
    expect(clipboard.text).toBe('');
    expect(copying.copied).toBeUndefined();
  });

  it('is not delayed into failing by an older copy that is cleared meanwhile', async () => {
    const { clock, connections, clipboard, copying, fyle, id } = await copyingWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    await clock.advance(49 * MINUTE);
    must(await copying.copy(other, 'window'));
    clock.jump(5 * MINUTE);
    const gate = fyle.hold('token');
    const copy = copying.copy(id, 'window');
    await gate.reached;
    await clock.advance(30_000);
    expect(clipboard.text).toBe('');
    gate.open();
    const copied = must(await copy);
    expect(clipboard.text).not.toBe('');
    expect(copying.copied).toEqual(copied);
  });

  it('that the clipboard takes only when it has been emptied is taken away again, and never was', async () => {
    const { clock, clipboard, connections, copying, ledger, ledgerStore, id } = await copyingWorld();
    const writing = clipboard.hold();
    const copy = copying.copy(id, 'window');
    await writing.reached;
    await copying.clear();
    await connections.forgetEverything(async () => true);
    ledger.clear();
    writing.open();
    expect(await copy).toEqual(fail({ code: 'clipboard-failed' }));
    expect(clipboard.text).toBe('');
    expect(copying.copied).toBeUndefined();
    expect(ledgerStore.entries).toEqual([]);
    expect(clock.planned.filter((wait) => wait === 30_000)).toEqual([]);
  });

  it('that the clipboard takes late leaves the same token there, when it was copied anew meanwhile', async () => {
    const { clipboard, copying, id } = await copyingWorld();
    const writing = clipboard.hold();
    const first = copying.copy(id, 'window');
    await writing.reached;
    await copying.clear();
    const second = must(await copying.copy(id, 'window'));
    writing.open();
    expect(await first).toEqual(fail({ code: 'clipboard-failed' }));
    expect(clipboard.text).not.toBe('');
    expect(copying.copied).toEqual(second);
  });

  it('of a connection that is not there is refused', async () => {
    const { copying } = await copyingWorld();
    expect(await copying.copy('0'.repeat(32), 'window')).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('causes one request when it is clicked in a storm', async () => {
    const { clock, copying, fyle, id } = await copyingWorld();
    clock.jump(55 * MINUTE);
    await Promise.all(Array.from({ length: 20 }, () => copying.copy(id, 'window')));
    expect(fyle.count('token')).toBe(1);
  });
});

describe('a clipboard manager that brings the token back', () => {
  it.each([1, 2])('%i times has it taken away again within a second, and nobody hears of it', async (insists) => {
    const { clock, clipboard, copying, changes, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    clipboard.manager.insists = insists;
    await clock.advance(30_000);
    expect(clipboard.text).not.toBe('');
    await clock.advance(650);
    expect(clipboard.text).toBe('');
    await clock.advance(6_000);
    expect(changes).toEqual([true, false]);
  });

  it('and insists is named until it lets go', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    const copied = must(await copying.copy(id, 'window'));
    clipboard.manager.insists = 8;
    await clock.advance(31_250);
    expect(copying.copied).toEqual({ ...copied, keptBy: 'clipman' });
    await copying.clear();
    expect(copying.copied).toEqual({ ...copied, keptBy: 'clipman' });
    await clock.advance(1_250);
    expect(clipboard.manager.insists).toBe(0);
    await clock.advance(5_000);
    expect(clipboard.text).toBe('');
    await clock.advance(5_000);
    expect(copying.copied).toBeUndefined();
    expect(clock.planned.filter((wait) => wait === 5_000)).toEqual([]);
  });

  it.each([1_900, 9_900])(
    'only after %i ms has it taken away again, and is not waited for at the end',
    async (later) => {
      const { clock, clipboard, copying, changes, id } = await copyingWorld();
      must(await copying.copy(id, 'window'));
      const token = clipboard.text;
      await clock.advance(30_000 + later);
      expect(clipboard.text).toBe('');
      clipboard.text = token;
      await clock.advance(100);
      expect(clipboard.text).toBe('');
      await clock.advance(600);
      expect(changes).toEqual([true, false]);
      expect(await copying.end()).toBeUndefined();
    },
  );

  it('only later, and insists, is named then, and at the end', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    const copied = must(await copying.copy(id, 'window'));
    const token = clipboard.text;
    await clock.advance(31_900);
    clipboard.text = token;
    clipboard.manager.insists = 9;
    await clock.advance(100);
    const end = copying.end();
    await clock.advance(600);
    expect(copying.copied).toEqual({ ...copied, keptBy: 'clipman' });
    expect(await end).toEqual({ ...copied, keptBy: 'clipman' });
  });

  it('is looked for after 2 and 10 seconds and then no more', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    const token = clipboard.text;
    await clock.advance(40_000);
    clipboard.text = token;
    await clock.advance(60_000);
    expect(clipboard.text).toBe(token);
  });

  it('is not in the way of another copy', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    clipboard.manager.insists = 9;
    await clock.advance(31_250);
    const again = must(await copying.copy(id, 'window'));
    await clock.advance(20_000);
    expect(copying.copied).toEqual(again);
    expect(clipboard.manager.insists).toBe(5);
  });

  it.each([
    [0, 650],
    [1, 1_250],
    [2, 1_250],
  ])(
    'is waited for at the end: %i times for %i ms, so that it takes what stands in its place',
    async (insists, wait) => {
      const { clock, clipboard, copying, id } = await copyingWorld();
      must(await copying.copy(id, 'window'));
      clipboard.manager.insists = insists;
      let isOver = false;
      const end = copying.end().then((kept) => {
        isOver = true;
        return kept;
      });
      await clock.advance(wait - 1);
      expect(isOver).toBe(false);
      await clock.advance(1);
      expect(await end).toBeUndefined();
      expect(clipboard.text).toBe('');
    },
  );

  it('and insists is named at the end', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    const copied = must(await copying.copy(id, 'window'));
    clipboard.manager.insists = 9;
    const end = copying.end();
    await clock.advance(1_250);
    expect(await end).toEqual({ ...copied, keptBy: 'clipman' });
  });

  it('is not waited for when nothing was copied', async () => {
    const { copying } = await copyingWorld();
    expect(await copying.end()).toBeUndefined();
  });
});

describe('the clipboard', () => {
  it('is cleared after 30 seconds to the millisecond', async () => {
    const { clock, clipboard, copying, changes, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    const token = clipboard.text;
    await clock.advance(29_999);
    expect(clipboard.text).toBe(token);
    await clock.advance(1);
    expect(clipboard.text).toBe('');
    expect(copying.copied).toBeUndefined();
    expect(changes).toEqual([true, false]);
  });

  it('keeps what somebody else has put there since', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    clipboard.text = 'an invoice number';
    await clock.advance(30_000);
    expect(clipboard.text).toBe('an invoice number');
    expect(copying.copied).toBeUndefined();
  });

  it('keeps a second copy for its own 30 seconds', async () => {
    const { clock, connections, clipboard, copying, fyle, id } = await copyingWorld();
    const other = must(await connections.connect(internalDraft(fyle.grant())));
    must(await copying.copy(id, 'window'));
    await clock.advance(20_000);
    const second = must(await copying.copy(other, 'window'));
    const token = clipboard.text;
    await clock.advance(29_999);
    expect(clipboard.text).toBe(token);
    expect(copying.copied).toEqual(second);
    await clock.advance(1);
    expect(clipboard.text).toBe('');
  });

  it('is cleared on wish, once', async () => {
    const { clock, clipboard, copying, changes, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    await copying.clear();
    expect(clipboard.text).toBe('');
    clipboard.text = 'an invoice number';
    await copying.clear();
    await clock.advance(30_000);
    expect(clipboard.text).toBe('an invoice number');
    expect(changes).toEqual([true, false]);
  });

  it('keeps what is copied after a wish to clear for its own 30 seconds', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    await clock.advance(10_000);
    await copying.clear();
    must(await copying.copy(id, 'window'));
    const token = clipboard.text;
    await clock.advance(29_999);
    expect(clipboard.text).toBe(token);
    await clock.advance(1);
    expect(clipboard.text).toBe('');
  });

  it('is left alone when nothing was copied', async () => {
    const { clipboard, copying, changes } = await copyingWorld();
    clipboard.text = 'an invoice number';
    await copying.clear();
    expect(clipboard.text).toBe('an invoice number');
    expect(changes).toEqual([]);
  });
});

describe('a fact that is copied', () => {
  it('takes a token’s place, is told of by nobody, and stays', async () => {
    const { clock, clipboard, copying, changes, id } = await copyingWorld();
    must(await copying.copy(id, 'window'));
    must(await copying.copyFact(id, 'organisation-id'));
    const { text } = clipboard;
    expect([text, copying.copied, changes]).toEqual([expect.stringMatching(/^or/), undefined, [true, false]]);
    await clock.advance(60_000);
    await copying.end();
    expect(clipboard.text).toBe(text);
  });

  it('is not followed by a token that was asked for before it', async () => {
    const { clipboard, copying, id } = await copyingWorld();
    const writing = clipboard.hold();
    const copy = copying.copy(id, 'window');
    await writing.reached;
    must(await copying.copyFact(id, 'client-id'));
    writing.open();
    expect(await copy).toEqual(fail({ code: 'clipboard-failed' }));
    expect([clipboard.text, copying.copied]).toEqual(['', undefined]);
  });

  it('that the clipboard does not take leaves the token’s countdown as it was', async () => {
    const { clock, clipboard, copying, id } = await copyingWorld();
    const copied = must(await copying.copy(id, 'window'));
    clipboard.isBroken = true;
    expect(await copying.copyFact(id, 'client-id')).toEqual(fail({ code: 'clipboard-failed' }));
    expect(copying.copied).toEqual(copied);
    await clock.advance(30_000);
    expect(clipboard.text).toBe('');
  });
});
