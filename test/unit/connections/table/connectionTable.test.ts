import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../main/connections/model/connection.ts';
import { Entries, newEntry } from '../../../../main/connections/table/connectionTable.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeRegistry } from '../../../fakes/registry.ts';

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
  it('begins with what the registry has, of which nothing more is known', () => {
    const { entries } = table();
    expect(entries.all()).toEqual(['a', 'b', 'c'].map((id) => newEntry(connection(id))));
  });

  it('keeps a changed connection in its place, and puts a new one last', () => {
    const { registry, entries } = table();
    entries.put(entryOf(entries, 'b'), connection('b', { name: 'Renamed' }));
    entries.put(newEntry(connection('d')), connection('d'));
    const names = ['Name of a', 'Renamed', 'Name of c', 'Name of d'];
    expect(entries.all().map((entry) => entry.connection.name)).toEqual(names);
    expect(registry.read().connections.map(({ name }) => name)).toEqual(names);
  });

  it('holds what the registry refuses until a later write, and tells why', () => {
    const { registry, entries } = table();
    const before = registry.text;
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    entries.put(entryOf(entries, 'a'), connection('a', { name: 'Renamed' }));
    entries.put(newEntry(connection('d')), connection('d'));
    const names = ['Renamed', 'Name of b', 'Name of c', 'Name of d'];
    expect(entries.all().map((entry) => entry.connection.name)).toEqual(names);
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
    expect(entries.all().map((entry) => entry.connection.id)).toEqual(['a', 'b', 'c']);
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
});
