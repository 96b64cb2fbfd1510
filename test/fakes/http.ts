import type { Http, HttpRequest } from '../../main/oauth/answer.ts';
import { fail, ok } from '../../main/result.ts';
import type { NetworkFailure } from '../../preload/failure.ts';

/** One request as it was sent. */
export interface AskedRequest extends HttpRequest {
  readonly url: string;
}

/** How a request ends: with an answer, or as a network fails. */
export type Reaction = Response | NetworkFailure;

/** The `Http` port in memory. */
export interface FakeHttp {
  readonly http: Http;
  /** Every request so far, in order. */
  readonly asked: readonly AskedRequest[];
}

/** A network that reacts to each request as `react` says; the caller gets what `react` throws. */
export function fakeHttp(react: (request: AskedRequest) => Reaction | Promise<Reaction>): FakeHttp {
  const asked: AskedRequest[] = [];
  const http: Http = async (url, request) => {
    const one = { url, ...request };
    asked.push(one);
    const reaction = await react(one);
    return reaction instanceof Response ? ok(reaction) : fail(reaction);
  };
  return { http, asked };
}

/** A network that reacts with each of these once, in order; one more request throws. */
export function scriptedHttp(...script: readonly Reaction[]): FakeHttp {
  const left = [...script];
  return fakeHttp(({ method, url }) => {
    const next = left.shift();
    if (next === undefined) throw new Error(`${method} ${url}: asked more often than the script has reactions`);
    return next;
  });
}

/** An answer with a JSON body. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return textAnswer(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });
}

/** An answer with this text or these bytes as its body; an empty one has no body, as `204` and `304` demand. */
export function textAnswer(
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body.length === 0 ? null : body, { status, headers });
}
