import { describe, expect, it } from 'vitest';
import { findConnections } from '../../renderer/sidebar/findConnections.ts';
import { connection } from './states.ts';

const profile = {
  userId: 'us1',
  userName: 'Zoë Müller',
  email: 'zoe@straße.example',
  organisationId: 'or1',
  organisationName: 'Großhandel Øresund',
  roles: [],
};
const one = connection({ name: 'ÁCME Ltd', clientId: 'tpaZ3kQ9w2x81Q', profile });
const other = connection({ id: 'c2', name: 'ΟΔΟΣ, Œuvre', profile: undefined, clientId: 'tpaOther' });
const list = [{ name: 'others' as const, connections: [one, other] }];

function found(query: string): readonly string[] {
  return findConnections(list, query).flatMap(({ connections }) => connections.map(({ id }) => id));
}

describe('a search among connections', () => {
  it.each([
    ['the name without its accents', 'acme'],
    ['the name with accents that it has not', 'Ácmé'],
    ['an accent as a character of its own', 'a\u0301cme'],
    ['the organisation', 'grosshandel'],
    ['a letter that has no plain one in Unicode', 'oresund'],
    ['the person', 'zoe'],
    ['an umlaut as it is', 'müller'],
    ['an umlaut without its dots', 'muller'],
    ['an umlaut written out', 'mueller'],
    ['the e-mail address', 'zoe@strasse'],
    ['a part of the client ID', '3KQ9W2'],
    ['words in any order and of several members', 'müller  ltd acme'],
    ['what was pasted with an invisible character', '\u200bacme\u00a0ltd '],
    ['wide letters', 'ＡＣＭＥ'],
  ])('goes by %s', (_what, query) => {
    expect(found(query)).toEqual(['c1']);
  });

  it.each([
    ['a Greek word in small letters', 'οδος'],
    ['two letters in one', 'oeuvre'],
  ])('finds %s', (_what, query) => {
    expect(found(query)).toEqual(['c2']);
  });

  it.each(['xyz', 'acme xyz', 'ltdacme', '.*', 'us1', 'or1'])('finds nothing for %s', (query) => {
    expect(findConnections(list, query)).toEqual([]);
  });

  it.each(['', '   ', '\u200b'])('leaves everything for "%s"', (query) => {
    expect(findConnections(list, query)).toBe(list);
  });
});
