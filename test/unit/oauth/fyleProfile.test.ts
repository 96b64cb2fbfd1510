import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fyle, fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { jsonAnswer, scriptedHttp } from '../../fakes/http.ts';
import { nodeHttp, serve } from './loopback.ts';

const provider = fyle(fylePresets[0].endpoints);
const accessToken = new Secret('header.claims.signature');
const ask = (answer: unknown) =>
  provider.fetchProfile(scriptedHttp(jsonAnswer(answer)).http, 'https://us1.fylehq.com', accessToken);

const org = { id: 'orAcme', name: 'Acme Ltd', domain: 'acme.example', currency: 'USD' };
const user = { id: 'usAnn', email: 'ann@acme.example', full_name: 'Ann Lee' };
const data = { user_id: 'usAnn', org_id: 'orAcme', org, user, roles: ['FYLER', 'ADMIN'] };
const profile = {
  userId: 'usAnn',
  userName: 'Ann Lee',
  email: 'ann@acme.example',
  organisationId: 'orAcme',
  organisationName: 'Acme Ltd',
  currency: 'USD',
  roles: ['FYLER', 'ADMIN'],
};
const { currency: _, ...withoutCurrency } = profile;

describe('the profile', () => {
  it('is asked for at the cluster, with the access token and no body', async () => {
    const { origin, received } = await serve(JSON.stringify({ data }));
    expect(await provider.fetchProfile(nodeHttp, origin, accessToken)).toEqual({ ok: true, value: profile });
    expect(received).toMatchObject([
      {
        method: 'GET',
        path: '/platform/v1/spender/my_profile',
        headers: { accept: 'application/json', authorization: 'Bearer header.claims.signature' },
        body: '',
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty('content-type');
  });

  it.each([
    ['with more than is read', { ...data, delegate: true, user: { ...user, phone: '1' } }, profile],
    [
      'without a name, which the e-mail stands in for',
      { ...data, user: { ...user, full_name: undefined } },
      { ...profile, userName: user.email },
    ],
    ['with a name that is null', { ...data, user: { ...user, full_name: null } }, { ...profile, userName: user.email }],
    ['with an empty name', { ...data, user: { ...user, full_name: ' \u200B' } }, { ...profile, userName: user.email }],
    ['without the ids above, taken from below', { org, user, roles: data.roles }, profile],
    [
      'without any id',
      { org: { ...org, id: undefined }, user: { ...user, id: undefined }, roles: data.roles },
      { ...profile, userId: profile.email, organisationId: profile.organisationName },
    ],
    [
      'with ids that are numbers',
      { ...data, user_id: 7, org_id: 2 ** 53 - 1 },
      { ...profile, userId: '7', organisationId: '9007199254740991' },
    ],
    ['without a currency', { ...data, org: { ...org, currency: undefined } }, withoutCurrency],
    ['with a currency that is null', { ...data, org: { ...org, currency: null } }, withoutCurrency],
    ['with an empty currency', { ...data, org: { ...org, currency: '' } }, withoutCurrency],
    [
      'with names in any script',
      { ...data, org: { ...org, name: '财务 GmbH & Söhne' } },
      { ...profile, organisationName: '财务 GmbH & Söhne' },
    ],
    [
      'with names that turn and hide text',
      { ...data, org: { ...org, name: 'Acme\u202E\n\u0000 Ltd' } },
      { ...profile, organisationName: 'Acme Ltd' },
    ],
    [
      'with a name of 1,000 letters, cut',
      { ...data, org: { ...org, name: 'x'.repeat(1000) } },
      { ...profile, organisationName: 'x'.repeat(300) },
    ],
  ])('is read %s', async (_, answer, expected) => {
    expect(await ask({ data: answer })).toEqual({ ok: true, value: expected });
  });

  it.each([null, '', ' \u200B'])(
    'tells people and organisations apart by what else is there when an id is %j',
    async (none) => {
      const unnamed = { org: { ...org, id: none }, user: { ...user, id: none } };
      expect(await ask({ data: { ...data, user_id: none, org_id: none } })).toEqual({ ok: true, value: profile });
      expect(await ask({ data: { ...data, user_id: none, org_id: none, ...unnamed } })).toEqual({
        ok: true,
        value: { ...profile, userId: profile.email, organisationId: profile.organisationName },
      });
    },
  );

  it.each([
    [
      ['FYLER', 'ADMIN'],
      ['FYLER', 'ADMIN'],
    ],
    [[], []],
    ['["FYLER","ADMIN"]', ['FYLER', 'ADMIN']],
    ['[]', []],
    ['["FYLER",7,null,["ADMIN"]]', ['FYLER']],
    ['ADMIN', ['ADMIN']],
    ['', []],
    ['{"role":"ADMIN"}', []],
    ['7', []],
    [['  ADMIN\n', '', '\u202E'], ['ADMIN']],
    [undefined, []],
    [null, []],
    [7, []],
    [{ 0: 'ADMIN' }, []],
    [
      ['FYLER', 7, null, ['ADMIN'], { role: 'ADMIN' }, 'ADMIN'],
      ['FYLER', 'ADMIN'],
    ],
  ])('has the roles that %j says', async (roles, expected) => {
    expect(await ask({ data: { ...data, roles } })).toEqual({ ok: true, value: { ...profile, roles: expected } });
  });

  it('has at most 50 roles, of at most 300 letters', async () => {
    const roles = Array.from({ length: 51 }, (_, n) => `ROLE_${n}`);
    const expected = { ...profile, roles: roles.slice(0, 50) };
    expect(await ask({ data: { ...data, roles } })).toEqual({ ok: true, value: expected });
    expect(await ask({ data: { ...data, roles: JSON.stringify(roles) } })).toEqual({ ok: true, value: expected });
    expect(await ask({ data: { ...data, roles: 'x'.repeat(2000) } })).toEqual({
      ok: true,
      value: { ...profile, roles: ['x'.repeat(300)] },
    });
  });

  it.each([
    ['nothing', {}],
    ['data that is null', { data: null }],
    ['data that is a list', { data: [data] }],
    ['data as text', { data: JSON.stringify(data) }],
    ['no organisation', { data: { ...data, org: undefined } }],
    ['no user', { data: { ...data, user: undefined } }],
    ['an organisation without a name', { data: { ...data, org: { ...org, name: undefined } } }],
    ['an organisation whose name is a number', { data: { ...data, org: { ...org, name: 7 } } }],
    ['a name of 1,001 letters', { data: { ...data, org: { ...org, name: 'x'.repeat(1001) } } }],
    ['a user without an e-mail', { data: { ...data, user: { ...user, email: undefined } } }],
    ['a user whose name is an object', { data: { ...data, user: { ...user, full_name: { first: 'Ann' } } } }],
    ['an id that is a fraction', { data: { ...data, user_id: 7.5 } }],
    ['an id too large to be told from its neighbour', { data: { ...data, user_id: 2 ** 53 } }],
    ['an id that is a list', { data: { ...data, user_id: ['usAnn'] } }],
    ['the profile without its wrapping', data],
  ])('is not to be read from %s', async (_, answer) => {
    expect(await ask(answer)).toEqual({
      ok: false,
      failure: { code: 'unexpected-answer', step: 'profile', status: 200, reason: 'wrong-shape' },
    });
  });

  it('has nothing but plain short text, whatever comes, and nothing that comes is an error', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', size: 'large' }));
    const like = fc.record({
      data: fc.record({
        user_id: text,
        org: fc.record({ name: text, currency: text }),
        user: fc.record({ email: text, full_name: text }),
        roles: fc.oneof(text, fc.array(text), fc.array(text).map(String), fc.jsonValue()),
      }),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(like, like, fc.dictionary(fc.constant('data'), fc.jsonValue())), async (value) => {
        const read = await ask(value);
        const words = read.ok ? Object.values(read.value).flat() : [];
        for (const one of words) expect(one).toMatch(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}]{0,300}$/u);
        if (!read.ok) expect(read.failure.code).toBe('unexpected-answer');
      }),
      { numRuns: 300 },
    );
  });
});

describe('an answer that repeats the access token', () => {
  const token = accessToken.reveal();

  it.each([
    ['as a name', { ...data, user: { ...user, full_name: `Ann ${token}` } }],
    ['by its end, as an organisation', { ...data, org: { ...org, name: token.slice(-14) } }],
    ['from its middle, as a role', { ...data, roles: [`X${token.slice(5, 19)}`] }],
    ['in two parts', { ...data, user: { ...user, full_name: token.slice(0, 12) }, roles: [token.slice(11)] }],
    ['in base64', { ...data, org: { ...org, name: btoa(`Acme ${token}`) } }],
    ['reversed', { ...data, user: { ...user, full_name: [...token].reverse().join('') } }],
  ])('is no profile: %s', async (_name, answer) => {
    expect(await ask({ data: answer })).toMatchObject({
      failure: { code: 'unexpected-answer', reason: 'wrong-shape' },
    });
  });

  it('is one all the same when it is an id that the token holds', async () => {
    const { http } = scriptedHttp(jsonAnswer({ data: { ...data, org_id: 'orNVthTo2Zyo' } }));
    const holding = new Secret('at_orNVthTo2Zyo_9f8e7d6c5b4a39281706f5e4d3c2b1a0');
    expect(await provider.fetchProfile(http, 'https://us1.fylehq.com', holding)).toEqual({
      ok: true,
      value: { ...profile, organisationId: 'orNVthTo2Zyo' },
    });
  });

  it.each(['cluster', 'profile'] as const)('is refused without its words: %s', async (step) => {
    const { http } = scriptedHttp(jsonAnswer({ message: `no data for Bearer ${token}` }, 403));
    const asked =
      step === 'cluster'
        ? await provider.fetchCluster(http, accessToken)
        : await provider.fetchProfile(http, 'https://us1.fylehq.com', accessToken);
    expect(asked).toEqual({ ok: false, failure: { code: 'user-not-allowed', step } });
  });
});
