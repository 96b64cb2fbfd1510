import { describe, expect, it } from 'vitest';
import { isTransient, statusOfFailure } from '../../../../main/connections/model/failureStatus.ts';
import type { ConnectionFailure } from '../../../../preload/failure.ts';

const offline: ConnectionFailure = { code: 'offline', host: 'accounts.fylehq.com' };
const step = 'token';
const host = 'accounts.fylehq.com';
const CALLBACK = 'https://acme.example/callback';

describe('the status of a connection with a failure, and whether trying again can help', () => {
  it.each<readonly [failure: ConnectionFailure, status: string, transient: boolean]>([
    [offline, 'offline', true],
    [{ code: 'unreachable', host }, 'offline', true],
    [{ code: 'timed-out', host }, 'offline', true],
    [{ code: 'interrupted', host }, 'offline', true],
    [{ code: 'proxy-failed', host }, 'offline', true],
    [{ code: 'too-many-requests', step }, 'problem', true],
    [{ code: 'server-error', step, status: 503 }, 'problem', true],
    [{ code: 'unexpected-answer', step, status: 200, reason: 'not-json' }, 'problem', true],
    [{ code: 'certificate-untrusted', host, reason: 'ERR_CERT_INVALID' }, 'problem', true],
    [{ code: 'redirected', host }, 'problem', true],
    [{ code: 'answer-too-large', host }, 'problem', true],
    [{ code: 'keychain-unavailable', reason: '' }, 'problem', true],
    [{ code: 'keychain-locked' }, 'problem', true],
    [{ code: 'keychain-denied' }, 'problem', true],
    [{ code: 'keychain-asks' }, 'asks-first', false],
    [{ code: 'keychain-unusable', reason: 'blocked' }, 'problem', true],
    [{ code: 'keychain-silent' }, 'problem', true],
    [{ code: 'vault-closed' }, 'problem', true],
    [{ code: 'keychain-refused' }, 'problem', true],
    [{ code: 'vault-file', reason: 'ENOSPC' }, 'problem', true],
    [{ code: 'practice-unavailable' }, 'problem', true],
    [{ code: 'sign-in-ended', endedAt: 1 }, 'sign-in-needed', false],
    [{ code: 'sign-in-rejected', step, status: 401 }, 'sign-in-needed', false],
    [{ code: 'renewal-interrupted', interruptedAt: 1 }, 'sign-in-needed', false],
    [{ code: 'secret-missing' }, 'sign-in-needed', false],
    [{ code: 'secret-unreadable' }, 'sign-in-needed', false],
    [{ code: 'wrong-parameters', step, status: 400 }, 'problem', false],
    [{ code: 'user-not-allowed', step }, 'problem', false],
    [{ code: 'app-unknown', step }, 'problem', false],
    [{ code: 'cluster-untrusted', host }, 'problem', false],
    [{ code: 'redirect-differs', expected: CALLBACK, got: `${CALLBACK}/` }, 'problem', false],
  ])('%o', (failure, status, transient) => {
    expect([statusOfFailure(failure), isTransient(failure)]).toEqual([status, transient]);
  });
});
