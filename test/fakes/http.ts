import type { Http, HttpRequest } from '../../main/oauth/answer.ts';
import { fail, ok } from '../../main/result.ts';
import type { NetworkFailure } from '../../preload/failure.ts';

/** One request as it was asked. */
export interface AskedRequest extends HttpRequest {
  readonly url: string;
}

/** What the world does with a request: answers, or fails as a network does. */
export type Reaction = Response | NetworkFailure;

/** The world's side of the `Http` port, in memory. */
export interface FakeHttp {
  readonly http: Http;
  /** Every request so far, in order. */
  readonly asked: readonly AskedRequest[];
}

/** A network that reacts to each request as `react` says; what `react` throws comes out where it was asked. */
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

/** A network that reacts once with each of these, in order; one request too many is an error. */
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

/** An answer with these characters, or bytes, as its body; an empty one has none, as `204` and `304` demand. */
export function textAnswer(
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body.length === 0 ? null : body, { status, headers });
}
