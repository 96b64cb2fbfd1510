import type { IncomingHttpHeaders } from 'node:http';

/** One request after its body has been read; `path` and `query` are the two halves of its address. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What goes back, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer whose body is the JSON of `value`. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An error in Fyle's form, `{"message": …}`, which is not the error JSON of RFC 6749 (docs/fyle.md, "Token endpoint"). */
export function errorAnswer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonAnswer(status, { message }, headers);
}

/** What every endpoint says once the person has been disabled. */
export function userDisabled(): Answer {
  return errorAnswer(403, 'User is disabled');
}
