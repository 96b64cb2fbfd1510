import { describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import { freshnessText } from '../../renderer/words/freshnessText.ts';
import { connection, noon } from './states.ts';

const minute = 60_000;
const fresh = 'Fresh for at least 10 minutes when you paste it';

/** A token of an hour with this much time left, milliseconds. */
function token(left: number) {
  return { issuedAt: noon + left - 60 * minute, expiresAt: noon + left, renewsAt: noon + left - 10 * minute };
}

const short = { issuedAt: noon, expiresAt: noon + 19 * minute, renewsAt: noon + 9 * minute };
const host = 'accounts.fylehq.com';

describe('what is promised of a copy', () => {
  it.each([
    ['a token of an hour', { accessToken: token(42 * minute) }, fresh],
    ['none in memory', { accessToken: undefined }, fresh],
    [
      'one that was not looked at yet',
      { status: 'unchecked', accessToken: undefined },
      'A fresh token comes when you copy it',
    ],
    ['a renewal under way', { status: 'renewing', accessToken: undefined }, fresh],
    ['a token that never lives so long', { accessToken: short }, 'Valid until 14:24'],
    [
      'one of that kind that is over',
      { accessToken: { ...short, issuedAt: noon - 19 * minute, expiresAt: noon } },
      'Renews when you copy it',
    ],
    [
      'a sign-in that works from memory, for the keychain is locked',
      { status: 'problem', failure: { code: 'keychain-locked' }, isGrantPending: true, accessToken: token(9 * minute) },
      fresh,
    ],
  ] as const)('while all is well, with %s: %s', (_what, changes, words) => {
    expect(freshnessText(connection(changes), noon, 10)).toBe(words);
  });

  it.each<[string, Failure]>([
    ['400', { code: 'wrong-parameters', step: 'token', status: 400 }],
    ['401', { code: 'sign-in-rejected', step: 'token', status: 401 }],
    ['403', { code: 'user-not-allowed', step: 'token' }],
    ['404', { code: 'app-unknown', step: 'token' }],
    ['an ended sign-in', { code: 'sign-in-ended', endedAt: noon }],
    ['a stored sign-in that is gone', { code: 'secret-missing' }],
  ])('after %s nothing is promised: the end, or that there is no token', (_what, failure) => {
    const failing = (accessToken: ReturnType<typeof token> | undefined) =>
      freshnessText(connection({ status: 'problem', failure, accessToken }), noon, 10);
    expect(failing(token(4 * minute))).toBe('Valid until 14:09, cannot be renewed');
    expect(failing(token(0))).toBe('No token right now');
    expect(failing(undefined)).toBe('No token right now');
  });

  it('says of a failure that passes that a renewal may come', () => {
    const changes = { status: 'offline', failure: { code: 'offline', host }, retryAt: noon + minute } as const;
    expect(freshnessText(connection(changes), noon, 10)).toBe('Valid until 14:47, cannot be renewed right now');
    expect(freshnessText(connection({ ...changes, accessToken: undefined }), noon, 10)).toBe('No token right now');
  });

  it.each<[string, Failure, string]>([
    ['where the data lives', { code: 'cluster-untrusted', host: 'evil.example' }, fresh],
    ['whose it is, by a fault', { code: 'server-error', step: 'profile', status: 503 }, fresh],
    ['a person who may not', { code: 'user-not-allowed', step: 'profile' }, 'Valid until 14:47, but Fyle refuses it'],
    [
      'the token itself',
      { code: 'sign-in-rejected', step: 'cluster', status: 401 },
      'Valid until 14:47, but Fyle refuses it',
    ],
    [
      'another account',
      { code: 'different-account', expected: 'Jane', got: 'Max' },
      'Cannot be copied: it belongs to another account',
    ],
  ])('when Fyle gave a token and then failed at %s: %s', (_what, failure, words) => {
    for (const status of ['problem', 'renewing', 'ready'] as const) {
      expect(freshnessText(connection({ status, failure }), noon, 10)).toBe(words);
    }
  });
});
