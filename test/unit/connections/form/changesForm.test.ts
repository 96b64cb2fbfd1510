import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changes, readChanges, type Stored } from '../../../../main/connections/form/changesForm.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { fail, ok } from '../../../../main/result.ts';
import { must } from '../../../fakes/world.ts';

const endpoints = fylePresets[0].endpoints;
const elsewhere = { authorization: 'https://a.example/', token: 'https://a.example/', cluster: 'https://a.example/' };
const internal: Stored = { kind: 'internal', environment: 'production', clientId: 'tpaAcme00001', endpoints };
const oauth: Stored = { ...internal, kind: 'oauth', redirectUri: 'https://acme.example/callback' };
const practice: Stored = { ...oauth, environment: 'practice' };
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIn0.c2lnbmF0dXJl';

/** What was read, secrets and all. */
function plain({ clientSecret, refreshToken, ...rest }: Changes) {
  return {
    ...rest,
    ...(clientSecret && { clientSecret: clientSecret.reveal() }),
    ...(refreshToken && { refreshToken: refreshToken.reveal() }),
  };
}

describe('what is changed of a connection', () => {
  it.each([
    {},
    { name: 'Acme Ltd' },
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((colour) => ({ colour })),
    { favourite: true },
    { favourite: false },
    { name: 'Acme', colour: 3, favourite: true },
  ])('is read as it is, in practice too: %j', (changes) => {
    for (const stored of [internal, oauth, practice]) expect(readChanges(changes, stored)).toEqual(ok(changes));
  });

  it('is a name of one line, without what shows nothing', () => {
    expect(readChanges({ name: '  Acme \n \u0000 Ltd ' }, oauth)).toEqual(ok({ name: 'Acme Ltd' }));
  });

  it('is nothing where the form was sent as it was filled in', () => {
    const untouched = { clientId: ` ${oauth.clientId}\n`, clientSecret: '', refreshToken: ' ', endpoints };
    expect(readChanges({ ...untouched, redirectUri: ' https://acme.example/callback ' }, oauth)).toEqual(ok({}));
    expect(readChanges(untouched, internal)).toEqual(ok({}));
  });

  it('is cleaned as in the form of a new connection', () => {
    const sent = {
      clientSecret: '"secret-2"',
      refreshToken: `Bearer: ${JWT}\n`,
      redirectUri: ' http://localhost:1/x ',
    };
    const read = must(readChanges({ ...sent, supportsPkce: true }, oauth));
    expect(plain(read)).toEqual({
      ...{ clientSecret: 'secret-2', refreshToken: JWT, redirectUri: 'http://localhost:1/x', supportsPkce: true },
    });
  });

  it.each([
    ['', 'missing'],
    [' \n\t\u2800\u200b', 'missing'],
    ['x'.repeat(81), 'too-long'],
    ['👨‍👩‍👧‍👦'.repeat(81), 'too-long'],
  ])('has no such name: %j', (name, fault) => {
    expect(readChanges({ name, colour: 1 }, oauth)).toEqual(fail({ code: 'fields', fields: { name: fault } }));
  });

  it.each([
    ...[undefined, null, 7, 'name', [], [{ name: 'x' }]],
    ...[null, 7, [], ['Acme'], { toString: () => 'Acme' }, 'x'.repeat(70_001)].map((name) => ({ name })),
    ...[-1, 8, 0.5, Number.NaN, Infinity, '1', null, [1], 1n].map((colour) => ({ colour })),
    ...[1, 'true', null, []].map((favourite) => ({ favourite })),
    ...[null, 7, {}, 'x'.repeat(70_001)].flatMap((value) => [{ clientId: value }, { clientSecret: value }]),
    ...[null, 'https://a.example/', [], { ...endpoints, extra: '' }, { token: '' }].map((value) => ({
      endpoints: value,
    })),
    { supportsPkce: 'yes' },
    { confirmed: ['name'] },
    { kind: 'internal' },
    { id: '0'.repeat(32) },
    { practice: true },
    { profile: {} },
    { authorization: { signedInAt: 0, endsAt: 0, estimated: false } },
    JSON.parse('{"__proto__":{"name":"x"}}'),
  ])('is nothing else (case %#)', (foreign) => {
    expect(readChanges(foreign, oauth)).toEqual(fail({ code: 'bad-request' }));
  });

  it.each([{ redirectUri: 'https://acme.example/other' }, { supportsPkce: true }])(
    'is not what an internal app has not: %j',
    (foreign) => {
      expect(readChanges(foreign, internal)).toEqual(fail({ code: 'bad-request' }));
    },
  );

  it.each([
    { clientId: 'tpaAcme00002' },
    { clientSecret: 's' },
    { refreshToken: JWT },
    { redirectUri: 'https://acme.example/other' },
    { endpoints: elsewhere },
  ])('is not the client or an address of practice: %j', (foreign) => {
    expect(readChanges(foreign, practice)).toEqual(fail({ code: 'bad-request' }));
  });

  it('is refused or read, never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (foreign) => typeof readChanges(foreign, oauth).ok === 'boolean'));
  });
});

describe('a stored secret is asked for again', () => {
  const secret = { clientSecret: 'secret-2' };
  const otherPath = { ...endpoints, token: 'https://accounts.fylehq.com/oauth/token' };
  const otherPage = { ...endpoints, authorization: 'https://app.fylehq.com/app/developers/oauth/authorize' };
  const otherCluster = { ...endpoints, cluster: 'https://other.fylehq.com/oauth/cluster' };

  it.each([
    ['with another client ID', oauth, { clientId: 'tpaAcme00002' }, { clientSecret: 'missing' }],
    ['at another host', oauth, { endpoints: elsewhere }, { clientSecret: 'missing' }],
    ['at another path of the token address', oauth, { endpoints: otherPath }, { clientSecret: 'missing' }],
    [
      'with another client ID of an internal app',
      internal,
      { clientId: 'tpaAcme00002', ...secret },
      { refreshToken: 'missing' },
    ],
    ['at another API address of an internal app', internal, { endpoints: otherCluster }, { refreshToken: 'missing' }],
    [
      'at another token address of an internal app',
      internal,
      { endpoints: otherPath },
      { clientSecret: 'missing', refreshToken: 'missing' },
    ],
  ] as const)('%s', (_where, stored, changes, fields) => {
    expect(readChanges(changes, stored)).toEqual(fail({ code: 'fields', fields }));
  });

  it.each([
    ['at another sign-in page', oauth, { endpoints: otherPage }],
    ['at another API address', oauth, { endpoints: otherCluster }],
    ['for another redirect URI', oauth, { redirectUri: 'https://acme.example/other' }],
  ] as const)('but not %s', (_where, stored, changes) => {
    expect(plain(must(readChanges(changes, stored)))).toEqual(changes);
  });

  it('and taken where it is typed', () => {
    const changes = { clientId: 'tpaAcme00002', ...secret, refreshToken: JWT, endpoints: elsewhere };
    expect(plain(must(readChanges(changes, internal)))).toEqual(changes);
  });
});

describe('a faulty change', () => {
  it.each([
    [{ clientId: '' }, { clientId: 'missing', clientSecret: 'missing' }],
    [{ clientId: 'acme', clientSecret: 's3cret' }, { clientId: 'is-no-client-id-of-fyle' }],
    [{ clientId: 'tpaAcme00002', clientSecret: 'tpaAcme00002' }, { clientSecret: 'is-the-client-id' }],
    [{ clientSecret: oauth.clientId }, { clientSecret: 'is-the-client-id' }],
    [{ clientSecret: 'two words' }, { clientSecret: 'has-gap' }],
    [{ refreshToken: 'tpaAcme00009' }, { refreshToken: 'looks-like-a-client-id' }],
    [{ clientSecret: 's3cret', refreshToken: 's3cret' }, { refreshToken: 'is-the-client-secret' }],
    [{ redirectUri: '' }, { redirectUri: 'missing' }],
    [{ redirectUri: 'localhost:8000/callback' }, { redirectUri: 'lacks-scheme' }],
    [
      { clientSecret: 's3cret', endpoints: { ...endpoints, token: 'http://a.example/token' } },
      { token: 'needs-https' },
    ],
  ])('is told at its field: %j', (changes, fields) => {
    expect(readChanges(changes, oauth)).toEqual(fail({ code: 'fields', fields }));
  });

  it('that is a doubt is taken once it is confirmed', () => {
    const changes = { clientId: 'acme', clientSecret: 's3cret' };
    expect(plain(must(readChanges({ ...changes, confirmed: ['clientId'] }, oauth)))).toEqual(changes);
  });
});
