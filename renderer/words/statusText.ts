import type { ConnectionState, ConnectionStatus, Environment } from '../../preload/connection.ts';
import type { KeychainState } from '../../preload/contract.ts';
import { clockText, isSoon, roughTokenTimeLeft, signInEndsSoon, signInTimeLeft } from './timeText.ts';

const environments: Readonly<Record<Environment, string | undefined>> = {
  production: undefined,
  staging: 'Staging',
  custom: 'Own addresses',
  practice: 'Practice',
};

const keychains: Readonly<Record<KeychainState, string>> = {
  ready: 'Keychain unlocked',
  unproven: 'Keychain not used yet',
  'no-keyring': 'Keychain not set up',
  'cannot-set-up': 'Keychain not set up',
  'keyring-missing': 'Keychain missing',
  blocked: 'Keychain blocked',
  'nobody-asks': 'Keychain locked',
  refusing: 'Keychain not storing',
  locked: 'Keychain locked',
  asking: 'Keychain is asking',
  denied: 'Keychain refused',
  absent: 'No keychain',
  silent: 'Keychain not answering',
  'vault-closed': 'Passphrase needed',
  'vault-open': 'Passphrase entered',
};

/** What a colour means; it never stands without a word. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

const statuses = {
  ready: { word: 'Ready', tone: 'good' },
  unchecked: { word: 'Checking', tone: 'plain' },
  'asks-first': { word: 'Asks first', tone: 'plain' },
  renewing: { word: 'Renewing', tone: 'plain' },
  'sign-in-needed': { word: 'Sign-in needed', tone: 'bad' },
  offline: { word: 'Offline', tone: 'plain' },
  problem: { word: 'Problem', tone: 'warn' },
} as const satisfies Record<ConnectionStatus, { readonly word: string; readonly tone: Tone }>;

/** A status as one or two words, with the tone of its dot. */
export function statusText(status: ConnectionStatus): { readonly word: string; readonly tone: Tone } {
  return statuses[status];
}

/** The line under a connection's name: `Ready · 42 min left`, `Ready · sign-in: 6 days left`. */
export function statusLine(connection: ConnectionState, now: number): string {
  const { status, accessToken, retryAt, authorization } = connection;
  const { word } = statuses[status];
  if (status === 'ready') {
    if (signInEndsSoon(authorization, now)) {
      const signIn = signInTimeLeft(authorization.endsAt, now);
      return `${word} · ${signIn === undefined ? 'sign-in may end' : `sign-in: ${signIn.figure} ${signIn.unit}`}`;
    }
    const left = accessToken && roughTokenTimeLeft(accessToken.expiresAt, now);
    return left === undefined ? word : `${word} · ${left}`;
  }
  if (status === 'renewing' || status === 'unchecked' || retryAt === undefined) return word;
  // Short, to fit beside a badge.
  return `${word} · retries ${isSoon(retryAt, now) ? 'soon' : clockText(retryAt)}`;
}

/** The badge beside a name; undefined for production. */
export function environmentText(environment: Environment): string | undefined {
  return environments[environment];
}

/** The credential store's state in two or three words, for the foot of the list. */
export function keychainText(keychain: KeychainState): string {
  return keychains[keychain];
}
