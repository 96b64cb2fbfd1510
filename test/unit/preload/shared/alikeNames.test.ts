import { describe, expect, it } from 'vitest';
import { alikeNames } from '../../../../preload/shared/alikeNames.ts';

interface Changes {
  readonly name?: string;
  readonly environment?: string;
  readonly clientId?: string;
  readonly email?: string | undefined;
  readonly organisationName?: string;
}

/** Connections `0`, `1`, … of one name, each another person's. */
function people(...changes: readonly Changes[]) {
  const all = changes.map((change, index) => {
    const email = 'email' in change ? change.email : `p${index}@beta.example`;
    const { organisationName = 'Beta GmbH' } = change;
    const profile = email === undefined ? {} : { profile: { email, organisationName } };
    return {
      id: `${index}`,
      name: 'Beta GmbH',
      environment: 'production',
      clientId: `tpa${index}`,
      ...change,
      ...profile,
    };
  });
  return Object.fromEntries(alikeNames(all));
}

describe('connections that read alike', () => {
  it('are told apart by their people', () => {
    expect(people({}, {}, { name: 'Acme Ltd', organisationName: 'Acme Ltd' })).toEqual({
      0: 'p0@beta.example',
      1: 'p1@beta.example',
    });
  });

  it.each([
    ['another capital', { name: 'BETA gmbh' }],
    [
      'another writing of an accent',
      { name: 'Béta', organisationName: 'Béta' },
      { name: 'Be\u0301ta', organisationName: 'Béta' },
    ],
    ['spaces that nobody sees', { name: 'Beta  GmbH ' }, { name: 'Beta\u200b GmbH' }],
    ['an end that is cut off', { name: `${'B'.repeat(30)} one` }, { name: `${'B'.repeat(30)} two` }],
  ])('are so with %s', (_what, one: Changes, other: Changes = {}) => {
    expect(Object.keys(people(one, other))).toEqual(['0', '1']);
  });

  it.each([
    ['name', { name: 'Beta GmbH, payroll' }],
    ['organisation', { organisationName: 'Acme Ltd' }],
    ['environment', { environment: 'practice' }],
  ])('are not so with another %s', (_what, other) => {
    expect(people({}, other)).toEqual({});
  });

  it('are told apart by their apps where the person is the same', () => {
    const email = 'lena@beta.example';
    expect(people({ email }, { email: 'LENA@beta.example' }, {})).toEqual({
      0: 'tpa0',
      1: 'tpa1',
      2: 'p2@beta.example',
    });
  });

  it('have no mark of whom nobody knows, unless there are several', () => {
    expect(people({ email: undefined }, {})).toEqual({ 1: 'p1@beta.example' });
    expect(people({ email: undefined }, { email: undefined })).toEqual({ 0: 'tpa0', 1: 'tpa1' });
  });
});
