import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../main/connections/model/connection.ts';
import { Entries, newEntry } from '../../../../main/connections/table/connectionTable.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeRegistry } from '../../../fakes/registry.ts';

const now = 1_795_000_000_000;
const minute = 60_000;

function connection(id: string, changes: Partial<Connection> = {}): Connection {
  const authorization = { signedInAt: 1, endsAt: 2, estimated: true };
  const common = { practice: false, clientId: 'tpaAcme00001', endpoints: fylePresets[0].endpoints, authorization };
  return { id, name: `Name of ${id}`, kind: 'internal', ...common, ...changes };
}

/** A table of three, and the registry behind it. */
function table() {
  const registry = new FakeRegistry();
  registry.write({ connections: [connection('a'), connection('b'), connection('c')], leftovers: [] });
  return { registry, entries: new Entries(registry) };
}

function entryOf(entries: Entries, id: string) {
  const entry = entries.get(id);
  if (entry === undefined) throw new Error(`No entry ${id}`);
  return entry;
}

describe('the table of connections', () => {
  it('begins with what the registry has, ready and without tokens', () => {
    const { entries } = table();
    expect(entries.list(now).map(({ id, status, accessToken }) => [id, status, accessToken])).toEqual([
      ['a', 'ready', undefined],
      ['b', 'ready', undefined],
      ['c', 'ready', undefined],
    ]);
  });

  it('keeps a changed connection in its place, and puts a new one last', () => {
    const { registry, entries } = table();
    entries.put(entryOf(entries, 'b'), connection('b', { name: 'Renamed' }));
    entries.put(newEntry(connection('d')), connection('d'));
    const names = ['Name of a', 'Renamed', 'Name of c', 'Name of d'];
    expect(entries.list(now).map(({ name }) => name)).toEqual(names);
    expect(registry.read().connections.map(({ name }) => name)).toEqual(names);
  });

  it('holds what the registry refuses until a later write, and tells why', () => {
    const { registry, entries } = table();
    const before = registry.text;
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    entries.put(entryOf(entries, 'a'), connection('a', { name: 'Renamed' }));
    entries.put(newEntry(connection('d')), connection('d'));
    const names = ['Renamed', 'Name of b', 'Name of c', 'Name of d'];
    expect(entries.list(now).map(({ name }) => name)).toEqual(names);
    expect([entries.unsaved, registry.text]).toEqual(['ENOSPC', before]);
    registry.failure = undefined;
    entries.save();
    expect(entries.unsaved).toBeUndefined();
    expect(registry.read().connections.map(({ name }) => name)).toEqual(names);
  });

  it('takes away nothing that the registry would bring back, and at once what it never had', () => {
    const { registry, entries } = table();
    const refused = fail({ code: 'not-saved', reason: 'ENOSPC' } as const);
    registry.failure = refused.failure;
    entries.put(newEntry(connection('d')), connection('d'));
    expect(entries.remove(entryOf(entries, 'a'))).toEqual(refused);
    expect(entries.remove(entryOf(entries, 'd'))).toEqual(ok(undefined));
    expect(entries.list(now).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(entries.leftovers).toEqual([]);
  });

  it('tells an entry that is in it from one that was removed, and from another of the same connection', () => {
    const { entries } = table();
    const entry = entryOf(entries, 'a');
    expect(entries.has(entry)).toBe(true);
    expect(entries.has(newEntry(connection('a')))).toBe(false);
    expect(entries.remove(entry)).toEqual(ok(undefined));
    expect(entries.has(entry)).toBe(false);
    expect(entries.get('a')).toBeUndefined();
  });

  it.each([
    ['production', {}, false],
    ['staging', everywhere('https://accounts.staging.fyle.tech/api'), false],
    ['custom', everywhere('https://fyle.example/api'), false],
    ['custom', { token: 'https://fyle.example/token' }, false],
    ['custom', { cluster: 'https://fyle.example/cluster' }, false],
    ['custom', { authorization: 'https://fyle.example/authorize' }, false],
    ['custom', { cluster: 'https://accounts.fyle.tech/oauth/cluster' }, false],
    ['practice', everywhere('http://127.0.0.1:40001/api'), true],
  ])('shows which world a connection belongs to: %s, %j', (environment, changed, practice) => {
    const registry = new FakeRegistry();
    registry.write({
      connections: [connection('a', { endpoints: { ...fylePresets[0].endpoints, ...changed }, practice })],
      leftovers: [],
    });
    expect(new Entries(registry).list(now)[0]?.environment).toBe(environment);
  });

  it.each([
    ['has ended and no token is left', { endsAt: now, estimated: false }, undefined, 'sign-in-needed'],
    ['has ended and the token is too old to hand out', { endsAt: now - 1, estimated: false }, 9, 'sign-in-needed'],
    ['has ended and a fresh token outlives it', { endsAt: now - 1, estimated: false }, 10, 'ready'],
    ['may have ended, by an estimate', { endsAt: now - 1, estimated: true }, undefined, 'ready'],
    ['is about to end', { endsAt: now + 1, estimated: false }, undefined, 'ready'],
  ])('is ready or not when the sign-in %s', (_what, end, minutesLeft, status) => {
    const registry = new FakeRegistry();
    registry.write({ connections: [connection('a', { authorization: { signedInAt: 1, ...end } })], leftovers: [] });
    const entries = new Entries(registry);
    if (minutesLeft !== undefined) {
      const expiresAt = now + minutesLeft * minute;
      entryOf(entries, 'a').accessToken = { secret: new Secret('a'), issuedAt: expiresAt - 60 * minute, expiresAt };
    }
    const [state] = entries.list(now);
    expect(state?.status).toBe(status);
    const ended = { code: 'sign-in-ended', endedAt: end.endsAt };
    expect(state?.failure).toEqual(status === 'ready' ? undefined : ended);
  });

  it('tells of a known failure before the end of the sign-in, and of a renewal under way before both', () => {
    const registry = new FakeRegistry();
    registry.write({
      connections: [connection('a', { authorization: { signedInAt: 1, endsAt: 2, estimated: false } })],
      leftovers: [],
    });
    const entries = new Entries(registry);
    const entry = entryOf(entries, 'a');
    entry.failure = { code: 'offline', host: 'accounts.fylehq.com' };
    expect(entries.list(now)[0]).toMatchObject({ status: 'offline', failure: { code: 'offline' } });
    entry.renewal = new Promise(() => undefined);
    expect(entries.list(now)[0]?.status).toBe('renewing');
  });

  it('tells every listener of a change until it is stopped', () => {
    const { entries } = table();
    let told = 0;
    const stop = entries.onChange(() => {
      told += 1;
    });
    entries.changed();
    entries.changed();
    stop();
    stop();
    entries.changed();
    expect(told).toBe(2);
  });

  it('shows nothing that a renewal keeps to itself', () => {
    const { entries } = table();
    expect(Object.keys(entries.list(now)[0] ?? {}).toSorted()).toEqual([
      'authorization',
      'clientId',
      'endpoints',
      'environment',
      'id',
      'kind',
      'name',
      'practice',
      'status',
    ]);
  });
});

/** The three endpoints, all at one address. */
function everywhere(address: string) {
  return { authorization: address, token: address, cluster: address };
}
