import { onTestFinished } from 'vitest';
import { type Practice, type PracticeOptions, startPractice } from '../../../main/practice/practice.ts';

/** 2026-08-03 09:00:00 UTC, Unix ms: the time at which each test's clock starts. */
export const START = Date.UTC(2026, 7, 3, 9);

/** A practice organisation that stops after the test, with a clock that the test moves. */
export async function practiceForTest(options: PracticeOptions = {}) {
  let at = START;
  const practice = await startPractice({ now: () => at, requestsPerSecond: 1_000, ...options });
  onTestFinished(() => practice.close());
  const wait = (milliseconds: number) => {
    at += milliseconds;
  };
  return { practice, wait };
}

/** An answer's status, headers and JSON. */
export async function read(response: Response) {
  const body: Readonly<Record<string, unknown>> = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, body };
}

/** Posts `value` as JSON. */
export async function postJson(url: string, value: unknown, headers: Readonly<Record<string, string>> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  return read(await fetch(url, { ...init, body: JSON.stringify(value) }));
}

/** The parameters of an authorization request by the OAuth 2.0 app, with changes. */
export function consentQuery({ oauthApp }: Practice, changes: Readonly<Record<string, string>> = {}): string {
  const { clientId, redirectUri } = oauthApp;
  const fields = { client_id: clientId, response_type: 'code', redirect_uri: redirectUri, state: 'st', ...changes };
  return new URLSearchParams(fields).toString();
}

/** Answers the consent page as its own script does. */
export async function decide(practice: Practice, query: string, answer: unknown = 'yes', headers = {}) {
  const own = { origin: practice.origin, ...headers };
  return postJson(`${practice.origin}/practice/consent?${query}`, { answer }, own);
}

/** An authorization code, after consent. */
export async function getCode(practice: Practice): Promise<string> {
  const { body } = await decide(practice, consentQuery(practice));
  return new URL(String(body.location)).searchParams.get('code') ?? '';
}

/** The fields of a code exchange by the OAuth 2.0 app. */
export function exchangeFields({ oauthApp }: Practice, code: string) {
  const { clientId, clientSecret } = oauthApp;
  return { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, code };
}

/** The fields of a refresh by the internal app. */
export function refreshFields({ internalApp }: Practice) {
  const { clientId, clientSecret, refreshToken } = internalApp;
  return {
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  };
}

/** An access token of the internal app. */
export async function getAccessToken(practice: Practice): Promise<string> {
  const { body } = await postJson(practice.endpoints['2021'].token, refreshFields(practice));
  return String(body.access_token);
}

/** The claims of a token, unverified. */
export function claimsOf(token: unknown): Readonly<Record<string, unknown>> {
  const part = String(token).split('.')[1] ?? '';
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}
