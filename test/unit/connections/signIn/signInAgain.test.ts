import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { CLIENT_SECRET, refused } from '../../../fakes/fyleHttp.ts';
import { connectedWorld, fakeWorld, internalDraft, must, oauthDraft, only } from '../../../fakes/world.ts';

/** A world with one stored connection of an OAuth 2.0 app; the journal begins after it. */
async function signedInWorld() {
  const world = fakeWorld();
  const id = must(await world.connections.connect(oauthDraft()));
  world.journal.length = 0;
  return { ...world, id };
}

describe('signing in again', () => {
  it('takes the client secret from the keychain, and keeps the entry with its new grant', async () => {
    const { clock, connections, keychain, fyle, journal, id } = await signedInWorld();
    const before = keychain.items.get(id);
    await clock.advance(60_000);
    expect(await connections.signInAgain(id, {})).toEqual(ok(id));
    expect(journal.indexOf('keychain write')).toBeGreaterThan(journal.indexOf('ask profile'));
    expect(journal.slice(-2)).toEqual(['keychain write', 'registry write']);
    expect(only(connections)).toMatchObject({ id, status: 'ready', authorization: { signedInAt: clock.now() } });
    const after = keychain.items.get(id);
    expect(after?.clientSecret).toBe(CLIENT_SECRET);
    expect(after?.refreshToken).not.toBe(before?.refreshToken);
    expect(fyle.takes(after?.refreshToken ?? '')).toBe(true);
  });

  it('proves itself with PKCE where the first sign-in did, with a new verifier each time', async () => {
    const { connections, userAgent, fyle, registry } = fakeWorld();
    const id = must(await connections.connect(oauthDraft(true)));
    must(await connections.signInAgain(id, {}));
    expect(registry.text).toContain('"supportsPkce"');
    const challenges = userAgent.pages.map(({ url }) => /&code_challenge=([\w-]{43})&/.exec(url)?.[1]);
    const verifiers = fyle.asked.flatMap(({ step, body }) => (step === 'token' ? [String(body.code_verifier)] : []));
    expect(verifiers.map((each) => createHash('sha256').update(each).digest('base64url'))).toEqual(challenges);
    expect(new Set(challenges).size).toBe(2);
    expect(userAgent.pages[0]).not.toHaveProperty('codeVerifier');
  });

  it('puts an internal app right with a refresh token typed anew', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    fyle.next('token', refused(401));
    await connections.renew(id);
    expect(only(connections).status).toBe('sign-in-needed');
    const refreshToken = fyle.grant('refresh-typed-anew');
    const typed = { clientSecret: new Secret(CLIENT_SECRET), refreshToken: new Secret(refreshToken) };
    must(await connections.signInAgain(id, typed));
    expect(keychain.items.get(id)).toEqual({ refreshToken, clientSecret: CLIENT_SECRET });
    expect(only(connections).status).toBe('ready');
    expect(only(connections).failure).toBeUndefined();
  });

  it('needs the refresh token of an internal app', async () => {
    const { connections, fyle, id } = await connectedWorld();
    expect(await connections.signInAgain(id, {})).toEqual(fail({ code: 'secret-missing' }));
    expect(fyle.asked).toEqual([]);
  });

  it('needs the client secret typed anew when the keychain has none', async () => {
    const { connections, keychain, userAgent, id } = await signedInWorld();
    keychain.items.clear();
    expect(await connections.signInAgain(id, {})).toEqual(fail({ code: 'secret-missing' }));
    expect(userAgent.pages).toHaveLength(1);
    must(await connections.signInAgain(id, { clientSecret: new Secret(CLIENT_SECRET) }));
    expect(keychain.items.has(id)).toBe(true);
  });

  it.each(['keychain-silent', 'keychain-locked'] as const)(
    'asks nobody when the keychain could not keep the grant, whatever was typed: %s',
    async (code) => {
      const { connections, keychain, userAgent, id } = await signedInWorld();
      keychain.failures.read = { code };
      expect(await connections.signInAgain(id, { clientSecret: new Secret(CLIENT_SECRET) })).toEqual(fail({ code }));
      expect(await connections.signInAgain(id, {})).toEqual(fail({ code }));
      expect(userAgent.pages).toHaveLength(1);
    },
  );

  it('overwrites an item that cannot be read, when everything is typed anew', async () => {
    const { connections, fyle, keychain, id } = await connectedWorld();
    const read = keychain.read.bind(keychain);
    keychain.read = (asked) => (asked.id === id ? Promise.resolve(fail({ code: 'secret-unreadable' })) : read(asked));
    expect(await connections.renew(id)).toEqual(fail({ code: 'secret-unreadable' }));
    expect(only(connections).status).toBe('sign-in-needed');
    const refreshToken = fyle.grant();
    const typed = { clientSecret: new Secret(CLIENT_SECRET), refreshToken: new Secret(refreshToken) };
    must(await connections.signInAgain(id, typed));
    expect(keychain.items.get(id)?.refreshToken).toBe(refreshToken);
  });

  it('refuses another account, names both, and overwrites nothing', async () => {
    const { connections, fyle, keychain, registry, id } = await signedInWorld();
    const before = {
      item: keychain.items.get(id),
      text: registry.text,
      token: must(await connections.accessToken(id)),
    };
    fyle.person = { ...fyle.person, userId: 'usBen', name: 'Ben Novak' };
    const expected = expect.stringMatching(/^Anna Berg \(.+@.+\), Acme Ltd$/);
    const ben = expect.stringMatching(/^Ben Novak \(.+@.+\), Acme Ltd$/);
    expect(await connections.signInAgain(id, {})).toEqual(fail({ code: 'different-account', expected, got: ben }));
    fyle.person = {
      ...fyle.person,
      userId: 'usAnna',
      name: 'Anna Berg',
      organisationId: 'orOther',
      organisation: 'Other',
    };
    const other = expect.stringMatching(/^Anna Berg \(.+@.+\), Other$/);
    expect(await connections.signInAgain(id, {})).toEqual(fail({ code: 'different-account', expected, got: other }));
    expect(keychain.items.get(id)).toEqual(before.item);
    expect(registry.text).toBe(before.text);
    expect(must(await connections.accessToken(id)).secret).toBe(before.token.secret);
    expect(only(connections).status).toBe('ready');
  });

  it('asks for the practice organisation where it is in this run', async () => {
    const { connections, practice, userAgent } = fakeWorld();
    const id = must(await connections.connectPractice());
    practice.port = 40_777;
    must(await connections.signInAgain(id, {}));
    expect(userAgent.pages.map(({ url }) => new URL(url).host)).toEqual(['127.0.0.1:40001', '127.0.0.1:40777']);
  });

  it('of a connection that is not there is refused', async () => {
    const { connections } = fakeWorld();
    expect(await connections.signInAgain('0'.repeat(32), {})).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('works from memory when the new grant cannot be stored, and the keychain keeps the old one', async () => {
    const { connections, keychain, id } = await signedInWorld();
    const before = keychain.items.get(id);
    keychain.failures.write = { code: 'keychain-refused' };
    expect(await connections.signInAgain(id, {})).toEqual(ok(id));
    expect(only(connections).failure).toEqual({ code: 'keychain-refused' });
    expect(keychain.items.get(id)).toEqual(before);
  });
});

describe('signing in again while a renewal is under way', () => {
  /** Where the renewal, which rotates, waits when the new sign-in is about to store its grant. */
  it.each(['at the provider', 'at the keychain'])('the new grant wins: the renewal is %s', async (where) => {
    const { connections, fyle, keychain, id } = await signedInWorld();
    const before = familyIn({ fyle, keychain, id });
    fyle.rotates = true;
    const gate = where === 'at the provider' ? fyle.hold('token') : keychain.hold('write');
    const renewal = connections.renew(id);
    await gate.reached;
    const again = connections.signInAgain(id, { clientSecret: new Secret(CLIENT_SECRET) });
    await settled();
    gate.open();
    must(await renewal);
    must(await again);
    await expectNewGrant({ connections, fyle, keychain, id }, before);
  });

  it('the new grant wins: the renewal begins while it is being stored', async () => {
    const { connections, fyle, keychain, id } = await signedInWorld();
    const before = familyIn({ fyle, keychain, id });
    fyle.rotates = true;
    const gate = keychain.hold('write');
    const again = connections.signInAgain(id, {});
    await gate.reached;
    const renewal = connections.renew(id);
    gate.open();
    must(await again);
    must(await renewal);
    await expectNewGrant({ connections, fyle, keychain, id }, before);
  });

  it('the new grant wins over a rotated one that the keychain had not taken', async () => {
    const { connections, fyle, keychain, id } = await signedInWorld();
    const before = familyIn({ fyle, keychain, id });
    fyle.rotates = true;
    keychain.failures.write = { code: 'keychain-locked' };
    must(await connections.renew(id));
    keychain.failures.write = undefined;
    must(await connections.signInAgain(id, {}));
    await expectNewGrant({ connections, fyle, keychain, id }, before);
  });

  it('a failed renewal takes nothing from it', async () => {
    const { connections, fyle, keychain, id } = await signedInWorld();
    const before = familyIn({ fyle, keychain, id });
    fyle.next('token', refused(401));
    const gate = fyle.hold('token');
    const renewal = connections.renew(id);
    await gate.reached;
    const again = connections.signInAgain(id, {});
    await settled();
    gate.open();
    expect((await renewal).ok).toBe(false);
    must(await again);
    expect(only(connections).status).toBe('ready');
    await expectNewGrant({ connections, fyle, keychain, id }, before);
  });
});

type Stores = Pick<Awaited<ReturnType<typeof signedInWorld>>, 'connections' | 'fyle' | 'keychain' | 'id'>;

/** The family of the stored refresh token. */
function familyIn({ fyle, keychain, id }: Omit<Stores, 'connections'>): string | undefined {
  return fyle.familyOf(keychain.items.get(id)?.refreshToken ?? '');
}

/** Expects a stored grant that is new and valid, works for the next renewal, and of which no token was sent twice. */
async function expectNewGrant({ connections, ...stores }: Stores, before: string | undefined): Promise<void> {
  const { fyle, keychain, id } = stores;
  await settled();
  const now = familyIn(stores);
  expect(now).toBeDefined();
  expect(now).not.toBe(before);
  must(await connections.renew(id));
  expect(familyIn(stores)).toBe(now);
  expect(fyle.takes(keychain.items.get(id)?.refreshToken ?? '')).toBe(true);
  expect(fyle.reused).toEqual([]);
}

describe('an internal app', () => {
  it('is stored under its own id whatever is typed', async () => {
    const { connections, fyle } = fakeWorld();
    const [one, other] = [
      await connections.connect(internalDraft(fyle.grant())),
      await connections.connect(internalDraft(fyle.grant())),
    ];
    expect(must(one)).not.toBe(must(other));
  });
});
