import type { IncomingHttpHeaders } from 'node:http';

/** One request with its body; `path` and `query` come from its address. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A whole response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response whose body is `value` as JSON. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An error in Fyle's form, `{"message": …}`, which is not that of RFC 6749 (docs/fyle.md "Token endpoint"). */
export function errorAnswer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return jsonAnswer(status, { message }, headers);
}

/** What every endpoint answers for a disabled person. */
export function userDisabled(): Answer {
  return errorAnswer(403, 'User is disabled');
}
