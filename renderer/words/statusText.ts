import type { ConnectionState, ConnectionStatus, Environment } from '../../preload/connection.ts';
import type { KeychainState } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { signInEndsSoon } from '../../preload/shared/needsYou.ts';
import { text } from './text.ts';
import { clockText, isSoon, roughTokenTimeLeft, signInEndText } from './timeText.ts';

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

const marks: Readonly<Record<ConnectionStatus, Omit<StatusText, 'word'>>> = {
  ready: { tone: 'good', shape: 'circle' },
  unchecked: { tone: 'plain', shape: 'dash' },
  'asks-first': { tone: 'plain', shape: 'dash' },
  renewing: { tone: 'plain', shape: 'dash' },
  'sign-in-needed': { tone: 'bad', shape: 'diamond' },
  offline: { tone: 'plain', shape: 'ring' },
  problem: { tone: 'warn', shape: 'square' },
};

/** A status in words. */
export function statusText(status: ConnectionStatus): StatusText {
  return { word: text(`status.${status}`), ...marks[status] };
}

/** The status of a connection in a list, where a sign-in that ends soon says so. */
export function listedStatus({ status, authorization }: ConnectionState, now: number): StatusText {
  const isQuiet = status === 'ready' || status === 'unchecked' || status === 'asks-first';
  if (!isQuiet || !signInEndsSoon(authorization, now)) return statusText(status);
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
  return isSoon(retryAt, now) ? text('status.retriesSoon') : text('status.retriesAt', { at: clockText(retryAt) });
}

/** The badge beside a name; undefined for production. */
export function environmentText(environment: Environment): string | undefined {
  return environment === 'production' ? undefined : text(`environment.${environment}`);
}

/** The credential store's state in two or three words, for the foot of the list. */
export function keychainText(keychain: KeychainState): string {
  return text(`keychain.${keychain}`);
}
