import { describe, expect, it } from 'vitest';
import type { AccessToken, Connection } from '../../../../main/connections/model/connection.ts';
import { type ConnectionState, connectionState } from '../../../../main/connections/table/connectionState.ts';
import { type Entry, newEntry } from '../../../../main/connections/table/connectionTable.ts';
import { forwardClock } from '../../../../main/connections/timing/forwardClock.ts';
import type { Retry } from '../../../../main/connections/timing/retryPolicy.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import type { ConnectionFailure } from '../../../../preload/failure.ts';
import { FakeClock, START } from '../../../fakes/clock.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = START;

const unending = { signedInAt: 1, endsAt: 2, estimated: true };

function connection(changes: Partial<Connection> = {}): Connection {
  const app = { name: 'Acme Ltd', kind: 'internal', clientId: 'tpaAcme00001' } as const;
  return { id: 'a', practice: false, ...app, authorization: unending, endpoints: fylePresets[0].endpoints, ...changes };
}

/** A token with a lifetime of an hour, of which so many milliseconds are left. */
function token(left: number): AccessToken {
  return { secret: new Secret('access'), issuedAt: NOW + left - 60 * MINUTE, expiresAt: NOW + left };
}

function retry(failure: ConnectionFailure, retryAt?: number): Retry {
  return { failure, count: 1, failedAt: NOW, ...(retryAt !== undefined && { retryAt }) };
}

interface Around {
  readonly pendingGrant?: Retry;
  readonly pausedUntil?: number;
  readonly keychainFailure?: { readonly code: 'keychain-locked' };
}

const paused = { code: 'too-many-requests', step: 'token' } as const;
const offline = { code: 'offline', host: 'accounts.fylehq.com' } as const;
const busyCluster = { code: 'server-error', step: 'cluster', status: 503 } as const;
const refusedCluster = { code: 'sign-in-rejected', step: 'cluster', status: 401 } as const;
const locked = { code: 'keychain-locked' } as const;

/** What is shown of a connection besides its registry row. */
function shown(
  changes: Partial<Entry>,
  { pendingGrant, pausedUntil, keychainFailure }: Around = {},
  clock = forwardClock(new FakeClock()),
): Omit<ConnectionState, keyof Connection | 'environment'> {
  const entry = { ...newEntry(connection()), ...changes };
  const hostPause = pausedUntil === undefined ? undefined : { until: pausedUntil, failure: paused };
  const state = connectionState(entry, {
    clock,
    promised: 600_000,
    pause: { endsAt: undefined },
    hostPause,
    pendingGrant,
    keychainFailure,
  });
  const { id, name, kind, practice, clientId, endpoints, authorization, environment, ...rest } = state;
  expect({ id, name, kind, practice, clientId, endpoints, authorization }).toEqual(entry.connection);
  return rest;
}

const until = NOW + 5 * MINUTE;
const renewing = { renewal: new Promise<never>(() => undefined) };
const ready = { status: 'ready' };
const unchecked = { status: 'unchecked' };
const waiting = { status: 'problem', failure: paused, retryAt: until };

describe('what is shown of a connection', () => {
  it.each<readonly [what: string, entry: Partial<Entry>, around: Around, shown: object]>([
    // Of the connection's own failures the first of these.
    ['is ready with a token when nothing is known against it', { accessToken: token(1) }, {}, ready],
    ['is unchecked before its first token', {}, {}, unchecked],
    ['is unchecked when its token has ended', { accessToken: token(0) }, {}, unchecked],
    [
      'is its renewal’s failure before anything else',
      { renewalFailure: retry(offline, until), identityFailure: retry(refusedCluster) },
      { pendingGrant: retry(locked, NOW + 1) },
      { status: 'offline', failure: offline, retryAt: until },
    ],
    [
      'is the grant that could not be stored',
      { identityFailure: retry(busyCluster, NOW + 2) },
      { pendingGrant: retry(locked, until) },
      { status: 'problem', failure: locked, retryAt: until, isGrantPending: true },
    ],
    [
      'is what kept the account from being checked',
      { accessToken: token(50 * MINUTE), identityFailure: retry(busyCluster, until) },
      {},
      { status: 'problem', failure: busyCluster, retryAt: until },
    ],
    [
      'is a failure that only a person can help, without a next try',
      { renewalFailure: retry(refusedCluster) },
      {},
      { status: 'sign-in-needed', failure: refusedCluster },
    ],
    [
      'is a renewal under way before any failure, which stays reported',
      { ...renewing, renewalFailure: retry(offline, until) },
      {},
      { status: 'renewing', failure: offline, retryAt: until },
    ],
    // The pause that its host asked for.
    ['is the host’s pause when it has no token', {}, { pausedUntil: until }, waiting],
    ['is the host’s pause when its token has ended', { accessToken: token(-1) }, { pausedUntil: until }, waiting],
    [
      'is the host’s pause when its token is no longer fresh',
      { accessToken: token(9 * MINUTE) },
      { pausedUntil: until },
      waiting,
    ],
    [
      'is ready in a pause while its token is fresh',
      { accessToken: token(11 * MINUTE) },
      { pausedUntil: until },
      ready,
    ],
    ['is unchecked after the pause, without a token', {}, { pausedUntil: NOW }, unchecked],
    ['is ready after the pause, with a token that is valid', { accessToken: token(1) }, { pausedUntil: NOW }, ready],
    [
      'is the pause that outlasted its token until that is renewed',
      { accessToken: token(-1) },
      { pausedUntil: NOW },
      { ...waiting, retryAt: NOW },
    ],
    [
      'is unchecked when its token ended after the pause',
      { accessToken: token(-1) },
      { pausedUntil: NOW - 2 },
      unchecked,
    ],
    ['is being renewed in a pause', renewing, { pausedUntil: until }, { status: 'renewing' }],
    [
      'is a failure of its own in a pause, tried no sooner than its end',
      { renewalFailure: retry(offline, NOW) },
      { pausedUntil: until },
      { status: 'offline', failure: offline, retryAt: until },
    ],
    [
      'is a failure of its own in a pause, tried later anyway',
      { renewalFailure: retry(offline, until + 1) },
      { pausedUntil: until },
      { status: 'offline', failure: offline, retryAt: until + 1 },
    ],
    [
      'is the pause when only the check of the present token failed',
      { identityFailure: retry(busyCluster, NOW) },
      { pausedUntil: until },
      waiting,
    ],
    [
      'is a failure that needs a person also in a pause',
      { renewalFailure: retry(refusedCluster) },
      { pausedUntil: until },
      { status: 'sign-in-needed', failure: refusedCluster },
    ],
    [
      'is the grant that could not be stored also in a pause',
      {},
      { pausedUntil: until, pendingGrant: retry(locked, NOW) },
      { status: 'problem', failure: locked, isGrantPending: true, retryAt: NOW },
    ],
    // The credential store that cannot be used.
    [
      'is the locked keychain while it waits for its first token',
      {},
      { keychainFailure: locked },
      { status: 'problem', failure: locked },
    ],
    [
      'is ready beside a locked keychain with a token',
      { accessToken: token(50 * MINUTE) },
      { keychainFailure: locked },
      ready,
    ],
    ['is being renewed beside a locked keychain', renewing, { keychainFailure: locked }, { status: 'renewing' }],
    [
      'is a failure of its own beside a locked keychain',
      { renewalFailure: retry(offline, until) },
      { keychainFailure: locked },
      { status: 'offline', failure: offline, retryAt: until },
    ],
    ['is the host’s pause beside a locked keychain', {}, { keychainFailure: locked, pausedUntil: until }, waiting],
  ])('%s', (_what, entry, around, expected) => {
    const { accessToken: _token, ...rest } = shown(entry, around);
    expect(rest).toEqual(expected);
  });

  it.each([
    ['has ended and no token is left', { endsAt: NOW, estimated: false }, undefined, 'sign-in-needed'],
    ['has ended and the token is too old to hand out', { endsAt: NOW - 1, estimated: false }, 9, 'sign-in-needed'],
    ['has ended and a fresh token outlives it', { endsAt: NOW - 1, estimated: false }, 10, 'ready'],
    ['may have ended, by an estimate', { endsAt: NOW - 1, estimated: true }, undefined, 'unchecked'],
    ['is about to end', { endsAt: NOW + 1, estimated: false }, undefined, 'unchecked'],
  ])('is in trouble or not when the sign-in %s', (_what, end, minutesLeft, status) => {
    const changed = connection({ authorization: { signedInAt: 1, ...end } });
    const accessToken = minutesLeft === undefined ? undefined : token(minutesLeft * MINUTE);
    const state = shown({ connection: changed, accessToken });
    const ended = { code: 'sign-in-ended', endedAt: end.endsAt };
    expect([state.status, state.failure]).toEqual([status, status === 'sign-in-needed' ? ended : undefined]);
  });

  it('has the wall clock’s times after that was set back', async () => {
    const system = new FakeClock();
    const clock = forwardClock(system);
    const entry = { accessToken: token(50 * MINUTE), renewalFailure: retry(offline, NOW + 10 * MINUTE) };
    await system.advance(MINUTE);
    system.jump(-DAY);
    const { accessToken, retryAt } = shown(entry, {}, clock);
    const fromNow = (at: number | undefined) => ((at ?? 0) - system.now()) / MINUTE;
    expect([accessToken?.issuedAt, accessToken?.renewsAt, accessToken?.expiresAt, retryAt].map(fromNow)).toEqual([
      ...[-11, 39, 49],
      9,
    ]);
  });

  it('holds no secret', () => {
    const { accessToken } = shown({ accessToken: token(50 * MINUTE) });
    expect(Object.keys(accessToken ?? {}).toSorted()).toEqual(['expiresAt', 'issuedAt', 'renewsAt']);
  });

  it.each([
    ['production', {}, false],
    ['staging', everywhere('https://accounts.staging.fyle.tech/api'), false],
    ['custom', everywhere('https://fyle.example/api'), false],
    ['custom', { token: 'https://fyle.example/token' }, false],
    ['custom', { cluster: 'https://fyle.example/cluster' }, false],
    ['custom', { authorization: 'https://fyle.example/authorize' }, false],
    ['custom', { cluster: 'https://accounts.fyle.tech/oauth/cluster' }, false],
    ['practice', everywhere('http://127.0.0.1:40001/api'), true],
  ])('names the environment that it belongs to: %s, %j', (environment, changed, practice) => {
    const entry = newEntry(connection({ endpoints: { ...fylePresets[0].endpoints, ...changed }, practice }));
    const clock = forwardClock(new FakeClock());
    const state = connectionState(entry, {
      clock,
      promised: 600_000,
      hostPause: undefined,
      pause: { endsAt: undefined },
      pendingGrant: undefined,
      keychainFailure: undefined,
    });
    expect(state.environment).toBe(environment);
  });
});

/** The three endpoints, all at one address. */
function everywhere(address: string) {
  return { authorization: address, token: address, cluster: address };
}
