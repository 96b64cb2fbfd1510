import type { ConnectionState, ConnectionStatus, Environment, KeychainState } from '../../preload/contract.ts';
import { clockText, isSoon, roughTokenTimeLeft, signInEndsSoon, signInTimeLeft } from './timeText.ts';

/** What a colour means; it never stands without a word. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain';

/** A status as one or two words, with the tone of its dot. */
export function statusText(status: ConnectionStatus): { readonly word: string; readonly tone: Tone } {
  switch (status) {
    case 'ready':
      return { word: 'Ready', tone: 'good' };
    case 'renewing':
      return { word: 'Renewing', tone: 'plain' };
    case 'sign-in-needed':
      return { word: 'Sign-in needed', tone: 'bad' };
    case 'offline':
      return { word: 'Offline', tone: 'plain' };
    case 'problem':
      return { word: 'Problem', tone: 'warn' };
  }
}

/** The line under a connection's name: `Ready · 42 min left`, `Ready · sign-in: 6 days left`. */
export function statusLine(connection: ConnectionState, now: number): string {
  const { status, accessToken, retryAt, authorization } = connection;
  const { word } = statusText(status);
  if (status === 'ready') {
    if (signInEndsSoon(authorization, now)) {
      const signIn = signInTimeLeft(authorization.endsAt, now);
      return `${word} · ${signIn === undefined ? 'sign-in may end' : `sign-in: ${signIn.figure} ${signIn.unit}`}`;
    }
    const left = accessToken && roughTokenTimeLeft(accessToken.expiresAt, now);
    return left === undefined ? word : `${word} · ${left}`;
  }
  if (status === 'renewing' || retryAt === undefined) return word;
  // Short, to fit beside a badge.
  return `${word} · retries ${isSoon(retryAt, now) ? 'soon' : clockText(retryAt)}`;
}

/** The badge beside a name; undefined for production. */
export function environmentText(environment: Environment): string | undefined {
  switch (environment) {
    case 'production':
      return undefined;
    case 'staging':
      return 'Staging';
    case 'custom':
      return 'Own addresses';
    case 'practice':
      return 'Practice';
  }
}

/** The credential store's state in two or three words, for the foot of the list. */
export function keychainText(keychain: KeychainState): string {
  switch (keychain) {
    case 'ready':
      return 'Keychain unlocked';
    case 'locked':
    case 'denied':
      return 'Keychain locked';
    case 'absent':
      return 'No keychain';
    case 'silent':
      return 'Keychain not answering';
    case 'vault-closed':
      return 'Passphrase needed';
    case 'vault-open':
      return 'Passphrase entered';
  }
}
