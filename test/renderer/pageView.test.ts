import { describe, expect, it } from 'vitest';
import type { Failure } from '../../preload/failure.ts';
import { type FailureView, type PageState, type PageView, pageView } from '../../renderer/connection/pageView.ts';
import { connection, noon } from './states.ts';

const day = 24 * 60 * 60_000;
const offline: Failure = { code: 'offline', host: 'accounts.fylehq.com' };
const rejected: Failure = { code: 'sign-in-rejected', step: 'token', status: 401 };
const notAllowed: Failure = { code: 'user-not-allowed', step: 'profile' };
const account: Failure = { code: 'different-account', expected: 'Jane', got: 'Max' };
const fields: Failure = { code: 'fields', fields: { refreshToken: 'has-gap' } };
const closed: Failure = { code: 'sign-in-closed' };
const missing: Failure = { code: 'secret-missing' };

type Changes = NonNullable<Parameters<typeof connection>[0]>;
interface Given extends Partial<Omit<PageState, 'connection'>>, Pick<Changes, 'failure' | 'status' | 'kind'> {
  readonly token?: 'none';
  readonly soon?: true;
}

function view({ failure, status = 'ready', kind = 'oauth', token, soon, ...state }: Given): PageView {
  const left = soon ? 6 : 301;
  const page = connection({
    failure,
    status,
    kind,
    retryAt: noon + 60_000,
    ...(token === 'none' && { accessToken: undefined }),
    authorization: { signedInAt: noon - (365 - left) * day, endsAt: noon + left * day, estimated: false },
  });
  return pageView({
    connection: page,
    keychain: 'ready',
    panel: undefined,
    signInFailure: undefined,
    failedAction: undefined,
    failedAt: undefined,
    now: noon,
    ...state,
  });
}

/** A copy that just failed. */
function copy(failure: Failure): Pick<PageState, 'failedAction'> {
  return { failedAction: { action: 'copy', failure, at: noon } };
}

interface Seen {
  readonly card?: FailureView['from'];
  readonly action?: string;
  readonly clocks?: boolean;
  readonly main?: boolean;
  readonly signIn?: PageView['offersSignIn'];
}

const rows: readonly (readonly [name: string, given: Given, seen: Seen])[] = [
  ['a connection that is ready', {}, {}],
  ['one that renews', { status: 'renewing' }, {}],
  ['a sign-in that ends soon', { soon: true }, { signIn: 'clock' }],
  [
    'a sign-in that ends soon while another failure stands there',
    { soon: true, status: 'offline', failure: offline },
    { card: 'connection', action: 'retry', clocks: false, main: false },
  ],
  [
    'a failure that stops it',
    { status: 'offline', failure: offline },
    { card: 'connection', action: 'retry', clocks: false, main: false },
  ],
  ['a failure that stops nothing', { failure: notAllowed }, { card: 'connection', action: 'retry' }],
  [
    'a sign-in that is needed',
    { status: 'sign-in-needed', failure: rejected },
    { card: 'connection', action: 'sign-in-again', clocks: false, main: false, signIn: 'elsewhere' },
  ],
  ['a copy that failed', copy(offline), { card: 'copy', action: 'retry', main: false }],
  [
    'a copy that failed for the reason which is shown already',
    { ...copy(offline), status: 'offline', failure: offline },
    { card: 'copy', action: 'retry', clocks: false, main: false },
  ],
  ['a sign-in that failed', { signInFailure: closed }, { card: 'sign-in', action: 'retry', main: false }],
  ['another account', { signInFailure: account }, { main: false, signIn: 'elsewhere' }],
  ['a closed vault', { keychain: 'vault-closed' }, { main: false }],
  ['the panel', { panel: 'sign-in' }, { main: false, signIn: 'elsewhere' }],
  ['the question before removing', { panel: 'remove' }, { main: false, signIn: 'elsewhere' }],
  [
    'faults under the panel’s fields',
    { panel: 'sign-in', signInFailure: fields },
    { main: false, signIn: 'elsewhere' },
  ],
  [
    'faults of a panel that is closed',
    { signInFailure: fields },
    { card: 'sign-in', action: 'go-to-field', main: false },
  ],
  [
    'the panel over the connection’s failure',
    { panel: 'sign-in', status: 'sign-in-needed', failure: rejected },
    { clocks: false, main: false, signIn: 'elsewhere' },
  ],
  [
    'the panel beside a sign-in that was refused',
    { panel: 'sign-in', signInFailure: rejected },
    { card: 'sign-in', action: 'go-to-field', main: false, signIn: 'elsewhere' },
  ],
  [
    'the panel beside a missing secret',
    { panel: 'sign-in', signInFailure: missing },
    { card: 'sign-in', action: 'go-to-field', main: false, signIn: 'elsewhere' },
  ],
];

describe('a connection’s page', () => {
  it.each(rows)('shows of %s what belongs there', (_name, given, seen) => {
    const shown = view(given);
    expect({
      card: shown.failure?.from,
      action: shown.failure?.words.action.does,
      clocks: shown.showsClocks,
      main: shown.isCopyMain,
      signIn: shown.offersSignIn,
    }).toEqual({ card: undefined, action: undefined, clocks: true, main: true, signIn: 'menu', ...seen });
  });

  it.each<[string, Given, boolean]>([
    ['ready', {}, true],
    ['to be signed in again', { status: 'sign-in-needed', token: 'none' }, false],
    ['to be signed in again, with a token left', { status: 'sign-in-needed' }, true],
    ['offline without a token', { status: 'offline', token: 'none' }, true],
  ])('has the token’s buttons when it is %s: %#', (_name, given, shows) => {
    expect(view(given).showsTokenActions).toBe(shows);
  });

  it.each<[string, Given, boolean]>([
    ['nothing failed', {}, false],
    ['the connection lacks it', { failure: missing }, true],
    ['a sign-in lacked it', { signInFailure: missing }, true],
    ['a copy lacked it', copy({ code: 'keychain-unavailable', reason: 'none' }), true],
    ['something else failed', copy(offline), false],
  ])('asks for the client secret when %s: %#', (_name, given, isGone) => {
    expect(view(given).isSecretGone).toBe(isGone);
  });

  it.each<[string, Given, boolean]>([
    ['Fyle refused the sign-in', { failure: rejected, status: 'sign-in-needed' }, true],
    ['an internal app', { failure: rejected, status: 'sign-in-needed', kind: 'internal' }, false],
    ['the card’s button enters it', { failure: { ...rejected, error: 'invalid_client' } }, false],
    ['the panel is open', { failure: rejected, status: 'sign-in-needed', panel: 'sign-in' }, false],
    ['something else failed', { failure: offline, status: 'offline' }, false],
  ])('offers a new client secret: %s', (_name, given, offers) => {
    expect(view(given).offersNewSecret).toBe(offers);
  });

  it.each<[string, Given, number | undefined]>([
    ['the connection’s own failure', { failure: offline, status: 'offline' }, noon + 60_000],
    ['a copy that it stopped', { ...copy(offline), failure: offline, status: 'offline' }, noon + 60_000],
    ['a copy that failed for its own reason', copy(offline), undefined],
    ['a sign-in that failed', { signInFailure: closed }, undefined],
  ])('says when the next try comes for %s', (_name, given, retryAt) => {
    expect(view(given).failure?.retryAt).toBe(retryAt);
  });

  it('asks about the account instead of reporting a failure', () => {
    expect(view({ signInFailure: account }).question).toEqual(account);
    expect(view({ failure: account }).question).toBeUndefined();
  });

  it('keeps a failure that stops nothing beside the main button', () => {
    expect(view({ failure: notAllowed }).failure?.isSecondary).toBe(true);
    expect(view({ failure: offline, status: 'offline' }).failure?.isSecondary).toBe(false);
    expect(view(copy(offline)).failure?.isSecondary).toBe(false);
  });
});
