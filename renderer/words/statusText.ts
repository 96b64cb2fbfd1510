import type { ConnectionState, ConnectionStatus, Environment } from '../../preload/connection.ts';
import type { KeychainState } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { signInEndsSoon } from '../../preload/shared/needsYou.ts';
import { clockText, isSoon, roughTokenTimeLeft, signInEndText } from './timeText.ts';

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

/** What tells a status from the others without its colour, and where its word does not stand beside it. */
export type StatusShape = 'circle' | 'triangle' | 'diamond' | 'square' | 'ring' | 'dash';

/** A status as one or two words, with the tone and the shape of its mark. */
export interface StatusText {
  readonly word: string;
  readonly tone: Tone;
  readonly shape: StatusShape;
}

const statuses: Readonly<Record<ConnectionStatus, StatusText>> = {
  ready: { word: 'Ready', tone: 'good', shape: 'circle' },
  unchecked: { word: 'Checking…', tone: 'plain', shape: 'dash' },
  'asks-first': { word: 'Asks first', tone: 'plain', shape: 'dash' },
  renewing: { word: 'Renewing', tone: 'plain', shape: 'dash' },
  'sign-in-needed': { word: 'Sign-in needed', tone: 'bad', shape: 'diamond' },
  offline: { word: 'Offline', tone: 'plain', shape: 'ring' },
  problem: { word: 'Problem', tone: 'warn', shape: 'square' },
};

/** A status in words. */
export function statusText(status: ConnectionStatus): StatusText {
  return statuses[status];
}

/** The status of a connection in a list, where a sign-in that ends soon says so. */
export function listedStatus({ status, authorization }: ConnectionState, now: number): StatusText {
  const isQuiet = status === 'ready' || status === 'unchecked' || status === 'asks-first';
  if (!isQuiet || !signInEndsSoon(authorization, now)) return statuses[status];
  return { word: signInEndText(authorization.endsAt, now), tone: 'warn', shape: 'triangle' };
}

/**
 * The line under a connection's name: `Ready · 42 min left`, `Ends in 3 days`.
 * @param person whose it is, in place of the time, where another connection reads alike
 */
export function statusLine(connection: ConnectionState, now: number, person?: string): string {
  const { word } = listedStatus(connection, now);
  const more = person === undefined ? timeLine(connection, now) : isolated(person);
  return more === undefined ? word : `${word} · ${more}`;
}

/** What follows the word of the status, short enough to fit beside a badge. */
function timeLine(connection: ConnectionState, now: number): string | undefined {
  const { status, accessToken, retryAt } = connection;
  if (listedStatus(connection, now).shape === 'triangle') return undefined;
  if (status === 'ready') return accessToken && roughTokenTimeLeft(accessToken.expiresAt, now);
  if (status === 'renewing' || status === 'unchecked' || retryAt === undefined) return undefined;
  return `retries ${isSoon(retryAt, now) ? 'soon' : clockText(retryAt)}`;
}

/** The badge beside a name; undefined for production. */
export function environmentText(environment: Environment): string | undefined {
  return environments[environment];
}

/** The credential store's state in two or three words, for the foot of the list. */
export function keychainText(keychain: KeychainState): string {
  return keychains[keychain];
}
