import type { AnswerFailure, NetworkFailure, Said, Step } from '../../preload/failure.ts';
import { fail, ok, orUndefined, type Result } from '../result.ts';
import { readDisplayText } from './displayText.ts';
import { readHttpDate } from './httpDate.ts';
import { echoesSecret } from './secretEcho.ts';

/** One request. Whoever sends it follows no redirect, sends no cookie, and bounds the answer's size and time. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The answer may bring the only valid refresh token, so it is waited for much longer than another. */
  readonly mayRotate?: true;
}

/** The only I/O of this folder: sends a request and gives the answer with its whole body. */
export type Http = (url: string, request: HttpRequest) => Promise<Result<Response, NetworkFailure>>;

/** Seconds, about three years: a longer Retry-After is a mistake, and is cut to this. */
const LONGEST_RETRY_AFTER = 99_999_999;
/** No provider nests its answers deeper; a deeper one is refused before a recursive schema reads it. */
const DEEPEST_NESTING = 20;

/**
 * Names the host that said the text in a failure, and drops the text when it repeats part of a secret that was sent, in
 * whatever form, because it is shown.
 */
export function withSpeaker(failure: AnswerFailure, url: string, secrets: readonly string[]): AnswerFailure {
  if (!('says' in failure) || failure.says === undefined) return failure;
  const { says, ...rest } = failure;
  const isEcho = secrets.some((secret) => echoesSecret(says, secret));
  return isEcho ? rest : { ...failure, saidBy: new URL(url).host };
}

/** A failure's words and who said them, for another failure in its place. */
export function saidIn({ says, saidBy }: Said): Said {
  return { ...(says === undefined ? {} : { says }), ...(saidBy === undefined ? {} : { saidBy }) };
}

/** Reads a body as a JSON object, whatever its content type; `unexpected-answer` if it is none or nested too deep. */
export async function readJsonObject(
  step: Step,
  answer: Response,
): Promise<Result<Readonly<Record<string, unknown>>, Extract<AnswerFailure, { code: 'unexpected-answer' }>>> {
  const { status } = answer;
  const text = await answer.text();
  const json = orUndefined<unknown>(() => JSON.parse(text));
  if (isContainer(json) && !Array.isArray(json) && !isNestedTooDeep(json)) return ok({ ...json });
  return fail({ code: 'unexpected-answer', step, status, reason: json === undefined ? 'not-json' : 'wrong-shape' });
}

/** What an error response means, by its status (docs/fyle.md "Token endpoint") and its RFC 6749 §5.2 error code, if any. */
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
  // A gateway on the way answers 401, 403 or 404 with a page of its own: that must not end a sign-in.
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
 * The wait that a `Retry-After` header asks for, milliseconds. A date counts from the answer's own `Date` header, not
 * from a clock that may be wrong; without that header it is ignored. @see RFC 9110 §10.2.3
 */
export function readRetryAfter(headers: Headers): { readonly retryAfter?: number } {
  const text = headers.get('retry-after');
  if (text !== null && /^\d+$/.test(text)) return { retryAfter: Math.min(Number(text), LONGEST_RETRY_AFTER) * 1000 };
  const [until, from] = [readHttpDate(text), readHttpDate(headers.get('date'))];
  return until === undefined || from === undefined ? {} : { retryAfter: Math.max(0, until - from) };
}

/** Goes level by level, so that no nesting can overflow the stack; `JSON.parse` does not recurse either. */
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
