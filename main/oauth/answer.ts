import { fail, ok, type Result } from '../result.ts';
import { readHttpDate } from './httpDate.ts';
import { echoesSecret } from './secretEcho.ts';

/** Why no answer came, or none that may be read. `host` is where it was asked, `certificate-untrusted` names the reason Chromium gave. */
export type NetworkFailure =
  | { readonly code: 'offline'; readonly host: string }
  | { readonly code: 'unreachable'; readonly host: string }
  | { readonly code: 'timed-out'; readonly host: string }
  | { readonly code: 'interrupted'; readonly host: string }
  | { readonly code: 'certificate-untrusted'; readonly host: string; readonly reason: string }
  | { readonly code: 'proxy-failed'; readonly host: string }
  | { readonly code: 'redirected'; readonly host: string }
  | { readonly code: 'answer-too-large'; readonly host: string };

/** One request. Redirects are never followed, cookies never sent, the answer's size and time are bounded. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The only I/O of this room: asks an address and gives the answer, its body read to the end. */
export type Http = (url: string, request: HttpRequest) => Promise<Result<Response, NetworkFailure>>;

/** Which request of the three an answer belongs to. */
export type Step = 'token' | 'cluster' | 'profile';

/** An answer that is not what was asked for. `says` is the provider's own text, made safe by {@link readDisplayText}. */
export type AnswerFailure =
  | { readonly code: 'wrong-parameters'; readonly step: Step; readonly status: number; readonly says?: string }
  /** `error` as RFC 6749 §5.2 names it; Fyle's own refusal does not say whether grant or client is meant. */
  | {
      readonly code: 'sign-in-rejected';
      readonly step: Step;
      readonly status: number;
      readonly error?: 'invalid_grant' | 'invalid_client';
      readonly says?: string;
    }
  | { readonly code: 'user-not-allowed'; readonly step: Step; readonly says?: string }
  | { readonly code: 'app-unknown'; readonly step: Step; readonly says?: string }
  | { readonly code: 'too-many-requests'; readonly step: Step; readonly retryAfter?: number }
  | {
      readonly code: 'server-error';
      readonly step: Step;
      readonly status: number;
      readonly retryAfter?: number;
      readonly says?: string;
    }
  | {
      readonly code: 'unexpected-answer';
      readonly step: Step;
      readonly status: number;
      readonly reason: 'not-json' | 'wrong-shape' | 'not-a-bearer' | 'unexpected-status';
    };

/** The words of a provider as they may be shown: control and direction characters gone, at most this many characters. */
const MOST_CHARACTERS_SHOWN = 300;
/** Three years: more is a slip of the pen, which asks to wait all the same. */
const LONGEST_RETRY_AFTER = 99_999_999;
/** Nested deeper than this, an answer is no provider's: refused before a recursive reader sees it. */
const DEEPEST_NESTING = 20;

/** Text from outside made fit to be shown, or undefined when nothing is left of it. */
export function readDisplayText(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const plain = text
    .slice(0, 4 * MOST_CHARACTERS_SHOWN)
    // Controls, and the characters that reverse or hide what follows them (Unicode UAX 9, zero-width).
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '') return undefined;
  // The cut may have halved a pair of surrogates, or left a space at the end.
  return plain
    .slice(0, MOST_CHARACTERS_SHOWN)
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
}

/** A failure without the provider's words when they repeat a piece of a secret that was sent: words are shown. */
export function withoutEcho(failure: AnswerFailure, secrets: readonly string[]): AnswerFailure {
  if (!('says' in failure) || failure.says === undefined) return failure;
  const { says, ...rest } = failure;
  return secrets.some((secret) => echoesSecret(says, secret)) ? rest : failure;
}

/**
 * The body of an answer as a JSON object, whatever content type it claims (Fyle's error pages do not always say JSON).
 * Failure `unexpected-answer`: no JSON (a captive portal's page, a cut body), or no object, or nested beyond reason.
 */
export async function readJsonObject(
  step: Step,
  answer: Response,
): Promise<Result<Readonly<Record<string, unknown>>, Extract<AnswerFailure, { code: 'unexpected-answer' }>>> {
  const { status } = answer;
  const text = await answer.text();
  try {
    const json: unknown = JSON.parse(text);
    if (isContainer(json) && !Array.isArray(json) && !isNestedTooDeep(json)) return ok({ ...json });
    return fail({ code: 'unexpected-answer', step, status, reason: 'wrong-shape' });
  } catch {
    return fail({ code: 'unexpected-answer', step, status, reason: 'not-json' });
  }
}

/** What an answer's status other than 200 means: docs/fyle.md "Token endpoint", with the error codes of RFC 6749 §5.2 where they come. */
export async function readErrorResponse(step: Step, answer: Response): Promise<AnswerFailure> {
  const { status } = answer;
  const isEmpty = (await answer.clone().text()).trim() === '';
  const body = await readJsonObject(step, answer);
  const error = body.ok ? body.value.error : undefined;
  const words = body.ok
    ? (readDisplayText(body.value.message) ?? readDisplayText(body.value.error_description) ?? readDisplayText(error))
    : undefined;
  const says = words === undefined ? {} : { says: words };
  if (status === 429) return { code: 'too-many-requests', step, ...readRetryAfter(answer.headers) };
  if (status === 408 || status >= 500 || error === 'server_error') {
    return { code: 'server-error', step, status, ...readRetryAfter(answer.headers), ...says };
  }
  if (error === 'invalid_grant' || error === 'invalid_client') {
    return { code: 'sign-in-rejected', step, status, error, ...says };
  }
  if (error === 'slow_down' || error === 'temporarily_unavailable') {
    return { code: 'too-many-requests', step, ...readRetryAfter(answer.headers) };
  }
  // A gateway on the way has words of its own for what it forbids or does not find; no sign-in is over because of them.
  const isPage = /^text\/html/i.test(answer.headers.get('content-type') ?? '');
  if (!body.ok && body.failure.reason === 'not-json' && (isPage || !isEmpty)) return body.failure;
  switch (status) {
    case 200:
    case 400:
    case 422:
      return { code: 'wrong-parameters', step, status, ...says };
    case 401:
    case 498:
      return { code: 'sign-in-rejected', step, status, ...says };
    case 403:
      return { code: 'user-not-allowed', step, ...says };
    case 404:
      return { code: 'app-unknown', step, ...says };
  }
  return { code: 'unexpected-answer', step, status, reason: 'unexpected-status' };
}

/**
 * The wait that an answer asks for, in milliseconds. A date counts from the answer's own, which must be there: a
 * wrong clock on either side does not bend it. @see RFC 9110 §10.2.3
 */
export function readRetryAfter(headers: Headers): { readonly retryAfter?: number } {
  const text = headers.get('retry-after');
  if (text !== null && /^\d+$/.test(text)) return { retryAfter: Math.min(Number(text), LONGEST_RETRY_AFTER) * 1000 };
  const [until, from] = [readHttpDate(text), readHttpDate(headers.get('date'))];
  return until === undefined || from === undefined ? {} : { retryAfter: Math.max(0, until - from) };
}

/** Level by level, so that no depth of the answer's own choosing reaches the stack; `JSON.parse` does not recurse either. */
function isNestedTooDeep(json: object): boolean {
  let level: readonly object[] = [json];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST_NESTING) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}

function isContainer(json: unknown): json is object {
  return typeof json === 'object' && json !== null;
}
