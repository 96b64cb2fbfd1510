import { describe, expect, it } from 'vitest';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { START, settled } from '../../../fakes/clock.ts';
import { ANNA, CLIENT_ID, CLIENT_SECRET, json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

describe('connecting an internal app', () => {
  it('renews at once, names its place, stores the grant, then the entry, and then asks whose token it is', async () => {
    const { connections, fyle, keychain, journal } = fakeWorld();
    const refreshToken = fyle.grant();
    const id = must(await connections.connect(internalDraft(refreshToken)));
    expect(journal).toEqual([
      'keychain read',
      'ask token',
      'registry write',
      'keychain write',
      'registry write',
      'ask cluster',
      'ask profile',
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

describe('a sign-in of which it is not yet known whose it is', () => {
  it.each(['cluster', 'profile'] as const)(
    'is stored: an app that is killed while %s is asked loses nothing',
    async (step) => {
      const { clock, connections, fyle, restarted } = fakeWorld();
      fyle.rotates = true;
      const gate = fyle.hold(step);
      void connections.connect(internalDraft(fyle.grant()));
      await gate.reached;
      const next = restarted();
      next.recheck();
      await clock.advance(5_000);
      expect(only(next)).toMatchObject({ name: 'Acme Ltd', status: 'ready', profile: ANNA });
      expect(fyle.reused).toEqual([]);
    },
  );

  it('has its token at hand, and takes its answer as soon as it comes', async () => {
    const { connections, fyle } = fakeWorld();
    const gate = fyle.hold('profile');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    const { id, status, profile } = only(connections);
    expect([status, profile]).toEqual(['ready', undefined]);
    must(await connections.accessToken(id));
    gate.open();
    expect(await connecting).toEqual(ok(id));
    expect(only(connections).profile).toEqual(ANNA);
  });

  it('stays removed when it is removed before that', async () => {
    const { connections, fyle, keychain, registry } = fakeWorld();
    const gate = fyle.hold('cluster');
    const connecting = connections.connect(internalDraft(fyle.grant()));
    await gate.reached;
    must(await connections.removals.disconnect(only(connections).id));
    gate.open();
    await connecting;
    expect(connections.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
    expect(registry.text).toBe(NOTHING);
  });
});

describe('connecting an OAuth 2.0 app', () => {
  it('shows the consent page, exchanges the code, stores it in the same order, and then asks whose token it is', async () => {
    const { connections, fyle, keychain, userAgent, journal } = fakeWorld();
    const id = must(await connections.connect(oauthDraft()));
    expect(journal).toEqual([
      'keychain read',
      'page shown',
      'ask token',
      'registry write',
      'keychain write',
      'registry write',
      'ask cluster',
      'ask profile',
      'registry write',
    ]);
    expect(userAgent.pages).toMatchObject([
      {
        url: expect.stringMatching(
          /^https:\/\/accounts\.fylehq\.com\/app\/developers\/#\/oauth\/authorize\?client_id=/,
        ),
        redirectUri: 'https://acme.example/callback',
        state: expect.stringMatching(/^[\w-]{43}$/),
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
    expect(userAgent.pages.map(({ state }) => state)).toEqual([one, other]);
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
