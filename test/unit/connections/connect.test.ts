// Long, because the table of everything that stops a sign-in belongs beside what a sign-in does when nothing stops it.
import { describe, expect, it } from 'vitest';
import { fylePresets } from '../../../main/oauth/fyle.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, ok } from '../../../main/result.ts';
import { START, settled } from '../../fakes/clock.ts';
import { CLIENT_ID, CLIENT_SECRET, json, refused, unreached } from '../../fakes/fyleHttp.ts';
import { redirected } from '../../fakes/userAgent.ts';
import { type FakeWorld, fakeWorld, internalDraft, must, oauthDraft, only } from '../../fakes/world.ts';

const ANNA = {
  userId: 'usAnna',
  userName: 'Anna Berg',
  email: 'anna@acme.example',
  organisationId: 'orAcme',
  organisationName: 'Acme Ltd',
  currency: 'EUR',
  roles: ['FYLER', 'ADMIN'],
};

describe('connecting an internal app', () => {
  it('renews at once, finds the cluster, asks whose token it is, and stores the grant before the entry', async () => {
    const { connections, fyle, keychain, journal } = fakeWorld();
    const refreshToken = fyle.grant();
    const id = must(await connections.connect(internalDraft(refreshToken)));
    expect(journal).toEqual([
      'keychain read',
      'ask token',
      'ask cluster',
      'ask profile',
      'keychain write',
      'registry write',
    ]);
    expect(keychain.items).toEqual(new Map([[id, { refreshToken, clientSecret: CLIENT_SECRET }]]));
    expect(fyle.asked[0]?.body).toEqual({
      grant_type: 'refresh_token',
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      refresh_token: refreshToken,
    });
  });

  it('shows whose token it is, where its data lives, and both clocks', async () => {
    const { connections, fyle } = fakeWorld();
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(connections.list()).toEqual([
      {
        id,
        name: 'Acme Ltd',
        kind: 'internal',
        practice: false,
        clientId: CLIENT_ID,
        endpoints: fylePresets[0].endpoints,
        environment: 'production',
        status: 'ready',
        cluster: 'https://us1.fylehq.com',
        profile: ANNA,
        accessToken: { issuedAt: START, expiresAt: START + 3_600_000, renewsAt: START + 3_000_000 },
        authorization: { signedInAt: START, endsAt: START + 365 * 86_400_000, estimated: true },
      },
    ]);
  });

  it('puts no secret into the registry', async () => {
    const { connections, fyle, registry } = fakeWorld();
    const refreshToken = fyle.grant('refresh-of-acme');
    must(await connections.connect(internalDraft(refreshToken)));
    expect(registry.text).toContain(CLIENT_ID);
    for (const secret of [refreshToken, CLIENT_SECRET, ...fyle.ends.keys()])
      expect(registry.text).not.toContain(secret);
  });

  it('stores the rotated refresh token when the first answer brings one', async () => {
    const { connections, fyle, keychain } = fakeWorld();
    fyle.rotates = true;
    const typed = fyle.grant();
    const id = must(await connections.connect(internalDraft(typed)));
    const stored = keychain.items.get(id)?.refreshToken ?? '';
    expect(stored).not.toBe(typed);
    expect(fyle.takes(stored)).toBe(true);
  });
});

describe('connecting an OAuth 2.0 app', () => {
  it('shows the consent page, exchanges the code, and stores the grant before the entry', async () => {
    const { connections, fyle, keychain, userAgent, journal } = fakeWorld();
    const id = must(await connections.connect(oauthDraft()));
    expect(journal).toEqual([
      'keychain read',
      'page shown',
      'ask token',
      'ask cluster',
      'ask profile',
      'keychain write',
      'registry write',
    ]);
    expect(userAgent.pages).toEqual([
      {
        url: expect.stringMatching(
          /^https:\/\/accounts\.fylehq\.com\/app\/developers\/#\/oauth\/authorize\?client_id=/,
        ),
        redirectUri: 'https://acme.example/callback',
        practice: false,
        title: 'Acme Ltd',
      },
    ]);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(only(connections)).toMatchObject({
      kind: 'oauth',
      redirectUri: 'https://acme.example/callback',
      profile: ANNA,
    });
  });

  it('takes a new state for every attempt', async () => {
    const { connections, userAgent } = fakeWorld();
    must(await connections.connect(oauthDraft()));
    must(await connections.connect(oauthDraft()));
    const [one, other] = userAgent.pages.map(({ url }) => new URLSearchParams(url.split('?')[1]).get('state'));
    expect(one).toMatch(/^[\w-]{43}$/);
    expect(other).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(other);
  });
});

describe('the practice organisation', () => {
  it('is connected with the client of this run, and marked as practice', async () => {
    const { connections, fyle, userAgent } = fakeWorld();
    must(await connections.connectPractice());
    expect(userAgent.pages[0]?.url).toMatch(/^http:\/\/127\.0\.0\.1:40001\/app\/developers\/#\/oauth\/authorize\?/);
    expect(userAgent.pages[0]?.practice).toBe(true);
    expect(new Set(fyle.asked.map(({ url }) => new URL(url).host))).toEqual(new Set(['127.0.0.1:40001']));
    expect(only(connections)).toMatchObject({ practice: true, environment: 'practice', status: 'ready' });
  });

  it('that cannot start is told, and nothing is begun', async () => {
    const { connections, practice, journal } = fakeWorld();
    practice.isUnavailable = true;
    expect(await connections.connectPractice()).toEqual(fail({ code: 'practice-unavailable' }));
    expect(journal).toEqual([]);
  });
});

const host = 'accounts.fylehq.com';

describe('a sign-in that fails stores nothing', () => {
  const atTheProvider: readonly (readonly [name: string, code: string, prepare: (world: FakeWorld) => void])[] = [
    ['400', 'wrong-parameters', ({ fyle }) => fyle.next('token', refused(400))],
    ['401', 'sign-in-rejected', ({ fyle }) => fyle.next('token', refused(401))],
    ['403', 'user-not-allowed', ({ fyle }) => fyle.next('token', refused(403))],
    ['404', 'app-unknown', ({ fyle }) => fyle.next('token', refused(404))],
    ['429', 'too-many-requests', ({ fyle }) => fyle.next('token', refused(429))],
    ['a status that is not documented', 'unexpected-answer', ({ fyle }) => fyle.next('token', refused(418))],
    ['a page instead of JSON', 'unexpected-answer', ({ fyle }) => fyle.next('token', ok(new Response('<html>')))],
    ['JSON that was cut off', 'unexpected-answer', ({ fyle }) => fyle.next('token', ok(new Response('{"access_tok')))],
    ['an answer without a token', 'unexpected-answer', ({ fyle }) => fyle.next('token', ok(json(200, {})))],
    ['no network', 'offline', ({ fyle }) => fyle.next('token', unreached({ code: 'offline', host }))],
    ['no way there', 'unreachable', ({ fyle }) => fyle.next('token', unreached({ code: 'unreachable', host }))],
    ['no answer in time', 'timed-out', ({ fyle }) => fyle.next('token', unreached({ code: 'timed-out', host }))],
    ['a cut line', 'interrupted', ({ fyle }) => fyle.next('token', unreached({ code: 'interrupted', host }))],
    [
      'a false certificate',
      'certificate-untrusted',
      ({ fyle }) => fyle.next('token', unreached({ code: 'certificate-untrusted', host, reason: 'ERR_CERT_INVALID' })),
    ],
    ['a failing proxy', 'proxy-failed', ({ fyle }) => fyle.next('token', unreached({ code: 'proxy-failed', host }))],
    ['a redirect', 'redirected', ({ fyle }) => fyle.next('token', unreached({ code: 'redirected', host }))],
    [
      'an answer of 10 MB',
      'answer-too-large',
      ({ fyle }) => fyle.next('token', unreached({ code: 'answer-too-large', host })),
    ],
  ];
  const atThePage: typeof atTheProvider = [
    ['a page that was closed', 'sign-in-closed', answering(() => fail({ code: 'sign-in-closed' }))],
    [
      'a page that did not load',
      'sign-in-page-failed',
      answering(() => fail({ code: 'sign-in-page-failed', host, reason: 'ERR_NAME_NOT_RESOLVED' })),
    ],
    [
      'CANCEL on the page',
      'sign-in-declined',
      answering((page) => ok({ url: redirected(page, { error: 'access_denied' }) })),
    ],
    [
      'an error on the page',
      'sign-in-refused',
      answering((page) => ok({ url: redirected(page, { error: 'server_error' }) })),
    ],
    [
      'another state',
      'redirect-not-ours',
      answering((page) => ok({ url: redirected(page, { code: 'code-9', state: 'another' }) })),
    ],
    ['no code', 'redirect-unreadable', answering((page) => ok({ url: redirected(page, {}) }))],
    [
      'a token in the address',
      'redirect-holds-token',
      answering((page) => ok({ url: redirected(page, { access_token: 'access-9' }) })),
    ],
    [
      'a code that was used before',
      'code-not-accepted',
      answering((page) => ok({ url: redirected(page, { code: 'used' }) })),
    ],
    [
      'a code exchange without a refresh token',
      'unexpected-answer',
      ({ fyle }) => fyle.next('token', ok(json(200, { access_token: 'access-9' }))),
    ],
  ];
  const onThisComputer: typeof atTheProvider = [
    [
      'a keychain that does not answer',
      'keychain-silent',
      ({ keychain }) => {
        keychain.failures.read = { code: 'keychain-silent' };
      },
    ],
    [
      'no keychain',
      'keychain-unavailable',
      ({ keychain }) => {
        keychain.failures.read = { code: 'keychain-unavailable', reason: 'none' };
      },
    ],
    [
      'a keychain that refuses the grant',
      'keychain-refused',
      ({ keychain }) => {
        keychain.failures.write = { code: 'keychain-refused' };
      },
    ],
  ];

  it.each([...atTheProvider, ...onThisComputer])('internal app: %s → %s', async (_name, code, prepare) => {
    const world = fakeWorld();
    prepare(world);
    const outcome = await world.connections.connect(internalDraft(world.fyle.grant()));
    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    expectNothingStored(world);
  });

  it.each([...atTheProvider, ...atThePage, ...onThisComputer])(
    'OAuth 2.0 app: %s → %s',
    async (_name, code, prepare) => {
      const world = fakeWorld();
      prepare(world);
      const outcome = await world.connections.connect(oauthDraft());
      expect(outcome).toMatchObject({ ok: false, failure: { code } });
      expectNothingStored(world);
    },
  );

  it('keeps the entry out of the list when the registry cannot be written', async () => {
    const { connections, fyle, registry } = fakeWorld();
    registry.failure = { code: 'not-saved', reason: 'ENOSPC' };
    const outcome = await connections.connect(internalDraft(fyle.grant()));
    expect(outcome).toEqual(fail({ code: 'not-saved', reason: 'ENOSPC' }));
    expect(connections.list()).toEqual([]);
  });

  it.each(['keychain-silent', 'keychain-locked'] as const)(
    'asks nobody when the keychain could not keep the grant: %s',
    async (code) => {
      const { connections, keychain, journal } = fakeWorld();
      keychain.failures.read = { code };
      expect(await connections.connect(oauthDraft())).toEqual(fail({ code }));
      expect(journal).toEqual(['keychain read']);
    },
  );
});

describe('whose token it is', () => {
  it('may stay unknown: the connection is kept and the failure told', async () => {
    const { connections, fyle, keychain } = fakeWorld();
    fyle.next('profile', refused(503, 'Down for maintenance'));
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    expect(keychain.items.has(id)).toBe(true);
    const failure = { code: 'server-error', step: 'profile', status: 503, says: 'Down for maintenance' };
    expect(only(connections)).toMatchObject({ status: 'problem', failure });
    expect(only(connections).profile).toBeUndefined();
    expect(must(await connections.accessToken(id)).secret.reveal()).toMatch(/^access-/);
  });

  it('is asked again at the next renewal, and then shown', async () => {
    const { connections, fyle } = fakeWorld();
    fyle.next('cluster', unreached({ code: 'timed-out', host }));
    const id = must(await connections.connect(internalDraft(fyle.grant())));
    expect(only(connections)).toMatchObject({ status: 'offline', failure: { code: 'timed-out' } });
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({ status: 'ready', profile: ANNA, cluster: 'https://us1.fylehq.com' });
    expect(only(connections).failure).toBeUndefined();
  });

  it('is asked nowhere but at the provider’s own', async () => {
    const { connections, fyle } = fakeWorld();
    fyle.next('cluster', ok(json(200, { cluster_domain: 'https://us1.fylehq.com.evil.example' })));
    must(await connections.connect(internalDraft(fyle.grant())));
    expect(fyle.count('profile')).toBe(0);
    expect(only(connections).failure).toEqual({ code: 'cluster-untrusted', host: 'us1.fylehq.com.evil.example' });
  });
});

describe('the secrets of a draft', () => {
  it('do not show in an outcome that is printed', async () => {
    const { connections, fyle } = fakeWorld();
    fyle.next('token', refused(400));
    const draft = { ...internalDraft('refresh-typed'), clientSecret: new Secret('secret-typed') };
    const printed = JSON.stringify([draft, await connections.connect(draft), connections.list()]);
    expect(printed).toContain('wrong-parameters');
    expect(printed).not.toMatch(/refresh-typed|secret-typed/);
  });
});

function answering(answer: FakeWorld['userAgent']['answer']): (world: FakeWorld) => void {
  return ({ userAgent }) => {
    userAgent.answer = answer;
  };
}

function expectNothingStored({ connections, keychain, registry }: FakeWorld): void {
  expect(keychain.items.size).toBe(0);
  expect(registry.text).toBe('[]');
  expect(connections.list()).toEqual([]);
  expect(connections.attempt).toBeUndefined();
}
