import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChanges } from '../../../../main/connections/form/changesForm.ts';
import { fail, ok } from '../../../../main/result.ts';

describe('what is changed of a connection', () => {
  it.each([
    {},
    { name: 'Acme Ltd' },
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((colour) => ({ colour })),
    { favourite: true },
    { favourite: false },
    { name: 'Acme', colour: 3, favourite: true },
  ])('is read as it is: %j', (changes) => {
    expect(readChanges(changes)).toEqual(ok(changes));
  });

  it('is a name of one line, without what shows nothing', () => {
    expect(readChanges({ name: '  Acme \n \u0000 Ltd ' })).toEqual(ok({ name: 'Acme Ltd' }));
  });

  it.each([
    ['', 'missing'],
    [' \n\t\u2800\u200b', 'missing'],
    ['x'.repeat(81), 'too-long'],
    ['👨‍👩‍👧‍👦'.repeat(81), 'too-long'],
  ])('has no such name: %j', (name, fault) => {
    expect(readChanges({ name, colour: 1 })).toEqual(fail({ code: 'fields', fields: { name: fault } }));
  });

  it.each([
    ...[undefined, null, 7, 'name', [], [{ name: 'x' }]],
    ...[null, 7, [], ['Acme'], { toString: () => 'Acme' }, 'x'.repeat(70_001)].map((name) => ({ name })),
    ...[-1, 8, 0.5, Number.NaN, Infinity, '1', null, [1], 1n].map((colour) => ({ colour })),
    ...[1, 'true', null, []].map((favourite) => ({ favourite })),
    { id: '0'.repeat(32) },
    { practice: true },
    { profile: {} },
    { authorization: { signedInAt: 0, endsAt: 0, estimated: false } },
    JSON.parse('{"__proto__":{"name":"x"}}'),
  ])('is nothing else (case %#)', (foreign) => {
    expect(readChanges(foreign)).toEqual(fail({ code: 'bad-request' }));
  });

  it('is refused or read, never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (foreign) => typeof readChanges(foreign).ok === 'boolean'));
  });
});
