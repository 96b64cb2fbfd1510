// Long, because every failure of a renewal is shown in one table beside what a renewal does when it goes well.
import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { type Answer, CLIENT_SECRET, json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const MINUTE = 60_000;

describe('a token that is asked for', () => {
  it('comes from memory while it lives for ten minutes more', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const first = must(await connections.accessToken(id));
    clock.jump(50 * MINUTE);
    expect(must(await connections.accessToken(id)).secret).toBe(first.secret);
    expect(fyle.asked).toEqual([]);
  });

  it('is renewed first when it lives for less', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    const first = must(await connections.accessToken(id));
    clock.jump(50 * MINUTE + 1);
    const second = must(await connections.accessToken(id));
    expect(second.secret.reveal()).not.toBe(first.secret.reveal());
    expect(second.expiresAt - clock.now()).toBe(60 * MINUTE);
    expect(fyle.count('token')).toBe(1);
  });

  it('lives as long as was asked for, in milliseconds', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    clock.jump(45 * MINUTE);
    must(await connections.accessToken(id, 15 * MINUTE));
    expect(fyle.count('token')).toBe(0);
    must(await connections.accessToken(id, 15 * MINUTE + 1));
    expect(fyle.count('token')).toBe(1);
  });

  it('causes one request when a hundred ask at once', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    clock.jump(55 * MINUTE);
    const tokens = await Promise.all(Array.from({ length: 100 }, () => connections.accessToken(id)));
    expect(fyle.count('token')).toBe(1);
    expect(new Set(tokens.map((token) => must(token).secret.reveal())).size).toBe(1);
  });

  it('causes one request and no storm when the clock jumps a day ahead', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    clock.jump(24 * 60 * MINUTE);
    const asked = [connections.accessToken(id), connections.renew(id), connections.accessToken(id)];
    for (const token of await Promise.all(asked)) expect(must(token).expiresAt - clock.now()).toBe(60 * MINUTE);
    expect(fyle.count('token')).toBe(1);
  });

  it('is never an old one that the machine slept over on its way', async () => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    clock.jump(55 * MINUTE);
    const gate = keychain.hold('write');
    const token = connections.accessToken(id);
    await gate.reached;
    clock.jump(8 * 60 * MINUTE);
    gate.open();
    const { secret, expiresAt } = must(await token);
    expect(fyle.ends.get(secret.reveal())).toBe(clock.now() + 60 * MINUTE);
    expect(expiresAt).toBe(clock.now() + 60 * MINUTE);
  });

  it.each([2, 3])('is no old one either when the machine falls asleep %i times in a row', async (naps) => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    clock.jump(55 * MINUTE);
    const token = connections.accessToken(id);
    for (let nap = 0; nap < naps; nap += 1) {
      const gate = keychain.hold('write');
      await gate.reached;
      clock.jump(8 * 60 * MINUTE);
      gate.open();
    }
    const outcome = await token;
    // After the third token the app gives up, and reports an answer that did not come in time.
    if (naps === 3) expect(outcome).toEqual(fail({ code: 'timed-out', host: 'accounts.fylehq.com' }));
    else expect(must(outcome).expiresAt).toBe(clock.now() + 60 * MINUTE);
  });

  it('of a connection that is not there is refused', async () => {
    const { connections } = await connectedWorld();
    const unknown = fail({ code: 'connection-unknown' });
    expect(await connections.accessToken('0'.repeat(32))).toEqual(unknown);
    expect(await connections.renew('0'.repeat(32))).toEqual(unknown);
  });
});

describe('a renewal', () => {
  it('keeps the refresh token when the response has none', async () => {
    const { connections, fyle, keychain, journal, id, refreshToken } = await connectedWorld();
    must(await connections.renew(id));
    await settled();
    expect(keychain.items.get(id)).toEqual({ refreshToken, clientSecret: CLIENT_SECRET });
    expect(journal).toEqual(['keychain read', 'ask token', 'ask cluster', 'ask profile']);
    must(await connections.renew(id));
    expect(fyle.asked[3]?.body).toMatchObject({ refresh_token: refreshToken });
  });

  it('stores a rotated refresh token before anyone has the new access token', async () => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    const before = only(connections).accessToken;
    clock.jump(55 * MINUTE);
    const gate = keychain.hold('write');
    let isHandedOut = false;
    const token = connections.accessToken(id).then((outcome) => {
      isHandedOut = true;
      return outcome;
    });
    await gate.reached;
    await settled();
    expect(isHandedOut).toBe(false);
    expect(only(connections).accessToken).toEqual(before);
    gate.open();
    must(await token);
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
  });

  it.each([
    ['the end that it says itself', 30 * 24 * 60, false],
    ['a year from its issue, as an estimate', undefined, true],
  ])('moves the sign-in’s end with a rotated refresh token: %s', async (_name, minutes, estimated) => {
    const { clock, connections, fyle, registry, id } = await connectedWorld();
    const { signedInAt } = only(connections).authorization;
    await clock.advance(2 * 24 * 60 * MINUTE);
    const exp = minutes === undefined ? {} : { exp: (clock.now() + minutes * MINUTE) / 1000 };
    const claims = Buffer.from(JSON.stringify(exp)).toString('base64url');
    const refresh_token = `eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`;
    fyle.next('token', ok(json(200, { access_token: 'access', refresh_token })));
    must(await connections.renew(id));
    const endsAt = clock.now() + (minutes ?? 365 * 24 * 60) * MINUTE;
    expect(only(connections).authorization).toEqual({ signedInAt, endsAt, estimated });
    expect(registry.read().connections[0]?.authorization).toEqual({ signedInAt, endsAt, estimated });
  });

  it('keeps a rotated refresh token in memory when the keychain refuses it, and stores it at the next', async () => {
    const { clock, connections, fyle, keychain, journal, id } = await connectedWorld();
    fyle.rotates = true;
    const before = keychain.items.get(id);
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    // Reported and retried soon: until then the only valid refresh token is in memory.
    expect(connections.list()[0]).toMatchObject({ status: 'problem', failure: { code: 'keychain-locked' } });
    expect(connections.list()[0]?.retryAt).toBeLessThanOrEqual(clock.now() + 10_000);
    must(await connections.renew(id));
    expect(keychain.items.get(id)).toEqual(before);
    fyle.rotates = false;
    keychain.failures.write = undefined;
    must(await connections.renew(id));
    expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
    expect(fyle.reused).toEqual([]);
    journal.length = 0;
    must(await connections.renew(id));
    expect(journal).toContain('keychain read');
    expect(journal).not.toContain('keychain write');
  });

  it('does not read the keychain for a refresh token that it holds in memory', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.rotates = true;
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    keychain.failures.read = { code: 'keychain-locked' };
    must(await connections.renew(id));
    expect(fyle.reused).toEqual([]);
  });

  it('shows itself while it is under way', async () => {
    const { connections, fyle, id } = await connectedWorld();
    const seen: string[] = [];
    connections.onChange(() => seen.push(only(connections).status));
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    expect(only(connections).status).toBe('renewing');
    gate.open();
    must(await renewal);
    expect(only(connections).status).toBe('ready');
    expect([seen[0], seen.at(-1)]).toEqual(['renewing', 'ready']);
  });

  it('hands the token out without waiting for whose it is', async () => {
    const { connections, fyle, id } = await connectedWorld();
    const gate = fyle.hold('cluster');
    must(await connections.renew(id));
    await gate.reached;
    fyle.person = { ...fyle.person, name: 'Anna Berg-Novak' };
    gate.open();
    await settled();
    expect(only(connections).profile?.userName).toBe('Anna Berg-Novak');
  });

  it('keeps what is known when whose it is cannot be told this time', async () => {
    const { connections, fyle, journal, id } = await connectedWorld();
    fyle.next('profile', refused(503));
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({ status: 'ready', profile: { userName: 'Anna Berg' } });
    expect(journal).not.toContain('registry write');
  });

  it('tells when the provider names a place for data that is not its own', async () => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.next('cluster', ok(json(200, { cluster_domain: 'https://evil.example' })));
    must(await connections.renew(id));
    await settled();
    expect(only(connections)).toMatchObject({
      status: 'problem',
      failure: { code: 'cluster-untrusted', host: 'evil.example' },
      cluster: 'https://us1.fylehq.com',
    });
  });
});

const host = 'accounts.fylehq.com';

describe('a renewal that fails', () => {
  const page = (status: number) =>
    ok(new Response('<h1>Blocked</h1>', { status, headers: { 'content-type': 'text/html' } }));
  const told = (status: number, code: string, at: string, passes: boolean) =>
    [`${status}`, refused(status, 'Sorry'), code, at, passes] as const;
  const unmet = (failure: Parameters<typeof unreached>[0], at: string) =>
    [failure.code, unreached(failure), failure.code, at, true] as const;

  it.each<readonly [name: string, answer: Answer, code: string, status: string, passes: boolean]>([
    told(400, 'wrong-parameters', 'problem', false),
    told(401, 'sign-in-rejected', 'sign-in-needed', false),
    told(403, 'user-not-allowed', 'problem', false),
    told(404, 'app-unknown', 'problem', false),
    told(408, 'server-error', 'problem', true),
    told(418, 'unexpected-answer', 'problem', true),
    told(422, 'wrong-parameters', 'problem', false),
    told(429, 'too-many-requests', 'problem', true),
    told(498, 'sign-in-rejected', 'sign-in-needed', false),
    told(500, 'server-error', 'problem', true),
    told(502, 'server-error', 'problem', true),
    told(503, 'server-error', 'problem', true),
    told(504, 'server-error', 'problem', true),
    ['invalid_grant', ok(json(400, { error: 'invalid_grant' })), 'sign-in-rejected', 'sign-in-needed', false],
    ['invalid_client', ok(json(401, { error: 'invalid_client' })), 'sign-in-rejected', 'sign-in-needed', false],
    [
      'temporarily_unavailable',
      ok(json(400, { error: 'temporarily_unavailable' })),
      'too-many-requests',
      'problem',
      true,
    ],
    ['server_error', ok(json(400, { error: 'server_error' })), 'server-error', 'problem', true],
    ['a gateway’s page of 403', page(403), 'unexpected-answer', 'problem', true],
    ['a gateway’s word of 403', ok(new Response('denied', { status: 403 })), 'unexpected-answer', 'problem', true],
    ['a gateway’s page of 404', page(404), 'unexpected-answer', 'problem', true],
    ['a page instead of JSON', ok(new Response('<html>Sign in to the Wi-Fi')), 'unexpected-answer', 'problem', true],
    ['JSON that was cut off', ok(new Response('{"access_token":"ab')), 'unexpected-answer', 'problem', true],
    unmet({ code: 'offline', host }, 'offline'),
    unmet({ code: 'unreachable', host }, 'offline'),
    unmet({ code: 'timed-out', host }, 'offline'),
    unmet({ code: 'interrupted', host }, 'offline'),
    unmet({ code: 'proxy-failed', host }, 'offline'),
    unmet({ code: 'certificate-untrusted', host, reason: 'ERR_CERT_DATE_INVALID' }, 'problem'),
    unmet({ code: 'redirected', host }, 'problem'),
    unmet({ code: 'answer-too-large', host }, 'problem'),
  ])('deletes and changes nothing: %s', async (_name, answer, code, status, passes) => {
    const { clock, connections, fyle, keychain, registry, id } = await connectedWorld();
    const before = { item: keychain.items.get(id), text: registry.text, token: only(connections).accessToken };
    fyle.next('token', answer);
    expect(await connections.renew(id)).toMatchObject({ ok: false, failure: { code } });
    expect(keychain.items.get(id)).toEqual(before.item);
    expect(registry.text).toBe(before.text);
    expect(only(connections)).toMatchObject({ status, failure: { code }, accessToken: before.token });
    expect(only(connections).retryAt !== undefined).toBe(passes);
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.count('token') > 1).toBe(passes);
  });

  it('says that the authorization has ended when the refresh token says so itself', async () => {
    const { connections, clock, fyle, keychain, id } = await connectedWorld();
    const endedAt = clock.now() - 1000;
    const claims = Buffer.from(JSON.stringify({ exp: endedAt / 1000 })).toString('base64url');
    keychain.items.set(id, { refreshToken: `eyJhbGciOiJIUzI1NiJ9.${claims}.c2ln`, clientSecret: CLIENT_SECRET });
    fyle.next('token', refused(401, 'invalid token'));
    expect(await connections.renew(id)).toEqual(
      fail({ code: 'sign-in-ended', endedAt, says: 'invalid token', saidBy: 'accounts.fylehq.com' }),
    );
    expect(only(connections).status).toBe('sign-in-needed');
  });

  it.each(['keychain-locked', 'keychain-silent', 'keychain-refused', 'secret-unreadable'] as const)(
    'asks nobody when the grant cannot be read: %s',
    async (code) => {
      const { connections, fyle, keychain, id } = await connectedWorld();
      keychain.failures.read = { code };
      expect(await connections.renew(id)).toEqual(fail({ code }));
      expect(fyle.asked).toEqual([]);
    },
  );

  it('needs a new sign-in when the keychain is open and has nothing', async () => {
    const { clock, connections, fyle, keychain, id } = await connectedWorld();
    keychain.items.clear();
    expect(await connections.renew(id)).toEqual(fail({ code: 'secret-missing' }));
    expect(only(connections).status).toBe('sign-in-needed');
    expect(connections.list()).toHaveLength(1);
    await clock.advance(24 * 60 * MINUTE);
    expect(fyle.asked).toEqual([]);
  });

  it('recovers by itself once the keychain is unlocked', async () => {
    const { clock, connections, keychain, id } = await connectedWorld();
    keychain.failures.read = { code: 'keychain-locked' };
    await connections.renew(id);
    expect(only(connections).status).toBe('problem');
    keychain.failures.read = undefined;
    await clock.advance(10_000);
    expect(only(connections).status).toBe('ready');
  });

  it('gives everyone who waits the same failure', async () => {
    const { clock, connections, fyle, id } = await connectedWorld();
    clock.jump(55 * MINUTE);
    fyle.next('token', refused(503));
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => connections.accessToken(id)));
    expect(outcomes.map((outcome) => outcome.ok)).toEqual(Array.from({ length: 10 }, () => false));
    expect(fyle.count('token')).toBe(1);
  });
});
