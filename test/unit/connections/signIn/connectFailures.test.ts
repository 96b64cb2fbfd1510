import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { json, refused, unreached } from '../../../fakes/fyleHttp.ts';
import { NOTHING } from '../../../fakes/registry.ts';
import { redirected } from '../../../fakes/userAgent.ts';
import { type FakeWorld, fakeWorld, internalDraft, oauthDraft } from '../../../fakes/world.ts';

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
      'an answer that went to another address',
      'redirect-differs',
      answering(({ redirectUri }) => fail({ code: 'redirect-differs', expected: redirectUri, got: `${redirectUri}/` })),
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

  it('asks for no token when the answer went to another address', async () => {
    const { connections, fyle, userAgent } = fakeWorld();
    userAgent.answer = ({ redirectUri }) =>
      fail({ code: 'redirect-differs', expected: redirectUri, got: `${redirectUri}/` });
    const [expected, got] = ['https://acme.example/callback', 'https://acme.example/callback/'];
    expect(await connections.connect(oauthDraft())).toEqual(fail({ code: 'redirect-differs', expected, got }));
    expect(fyle.asked).toEqual([]);
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

function answering(answer: FakeWorld['userAgent']['answer']): (world: FakeWorld) => void {
  return ({ userAgent }) => {
    userAgent.answer = answer;
  };
}

function expectNothingStored({ connections, keychain, registry }: FakeWorld): void {
  expect(keychain.items.size).toBe(0);
  expect(registry.text).toBe(NOTHING);
  expect(connections.list()).toEqual([]);
  expect(connections.attempt).toBeUndefined();
}
