import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../main/connections/model/connection.ts';
import { ConnectionTable, newEntry } from '../../../../main/connections/table/connectionTable.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { fail, ok } from '../../../../main/result.ts';
import { FakeRegistry } from '../../../fakes/registry.ts';

function connection(id: string, changes: Partial<Connection> = {}): Connection {
  const authorization = { signedInAt: 1, endsAt: 2, estimated: true };
  const common = { practice: false, clientId: 'tpaAcme00001', endpoints: fylePresets[0].endpoints, authorization };
  return { id, name: `Name of ${id}`, kind: 'internal', ...common, ...changes };
}

/** A table of three connections, and its registry. */
function threeConnections() {
  const registry = new FakeRegistry();
  registry.write({ connections: [connection('a'), connection('b'), connection('c')], orphanedItems: [] });
  return { registry, table: new ConnectionTable(registry) };
}

function entryOf(table: ConnectionTable, id: string) {
  const entry = table.get(id);
  if (entry === undefined) throw new Error(`No entry ${id}`);
  return entry;
}

describe('the table of connections', () => {
  it('begins with what the registry has, of which nothing more is known', () => {
    const { table } = threeConnections();
    expect(table.all()).toEqual(['a', 'b', 'c'].map((id) => newEntry(connection(id))));
  });

  it('keeps a changed connection in its place, and puts a new one last', () => {
    const { registry, table } = threeConnections();
    table.upsert(entryOf(table, 'b'), connection('b', { name: 'Renamed' }));
    table.upsert(newEntry(connection('d')), connection('d'));
    const names = ['Name of a', 'Renamed', 'Name of c', 'Name of d'];
    expect(table.all().map((entry) => entry.connection.name)).toEqual(names);
    expect(registry.read().connections.map(({ name }) => name)).toEqual(names);
  });

  it('holds what the registry refuses until a later write, and tells why', () => {
    const { registry, table } = threeConnections();
    const before = registry.text;
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    table.upsert(entryOf(table, 'a'), connection('a', { name: 'Renamed' }));
    table.upsert(newEntry(connection('d')), connection('d'));
    const names = ['Renamed', 'Name of b', 'Name of c', 'Name of d'];
    expect(table.all().map((entry) => entry.connection.name)).toEqual(names);
    expect([table.diskError, registry.text]).toEqual(['ENOSPC', before]);
    registry.failure = undefined;
    table.save();
    expect(table.diskError).toBeUndefined();
    expect(registry.read().connections.map(({ name }) => name)).toEqual(names);
  });

  it('takes away nothing that the registry would bring back, and at once what it never had', () => {
    const { registry, table } = threeConnections();
    const refused = fail({ code: 'not-saved', reason: 'ENOSPC' } as const);
    registry.failure = refused.failure;
    table.upsert(newEntry(connection('d')), connection('d'));
    expect(table.remove(entryOf(table, 'a'))).toEqual(refused);
    expect(table.remove(entryOf(table, 'd'))).toEqual(ok(undefined));
    expect(table.all().map((entry) => entry.connection.id)).toEqual(['a', 'b', 'c']);
    expect(table.orphanedItems).toEqual([]);
  });

  it('tells an entry that is in it from one that was removed, and from another of the same connection', () => {
    const { table } = threeConnections();
    const entry = entryOf(table, 'a');
    expect(table.has(entry)).toBe(true);
    expect(table.has(newEntry(connection('a')))).toBe(false);
    expect(table.remove(entry)).toEqual(ok(undefined));
    expect(table.has(entry)).toBe(false);
    expect(table.get('a')).toBeUndefined();
  });

  it('tells every listener of a change until it is stopped', () => {
    const { table } = threeConnections();
    let calls = 0;
    const stop = table.onChange(() => {
      calls += 1;
    });
    table.emitChange();
    table.emitChange();
    stop();
    stop();
    table.emitChange();
    expect(calls).toBe(2);
  });
});
