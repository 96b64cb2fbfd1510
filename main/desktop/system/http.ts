import { app, net, type Session, session } from 'electron';
import type { NetworkFailure } from '../../../preload/failure.ts';
import type { Http } from '../../connections/model/ports.ts';
import { fail, ok } from '../../result.ts';
import { aborted, startDeadline } from './deadline.ts';

/** From the request to the last byte of the answer, milliseconds. Fyle answers within two seconds; a proxy may be slower. */
const DEADLINE = 10_000;
/** The same for a token request. People are told after a minute (answerInTime.ts); what comes later is still taken. */
const TOKEN_DEADLINE = 120_000;
/** Bytes of a decompressed answer; Fyle's have less than 8 KiB. */
const LARGEST_ANSWER = 256 * 1024;

/** Chromium's process for the network, by its name in Electron's reports. */
const NETWORK = 'network.mojom.NetworkService';
/** It answers a question about itself at once, however slow the network is, milliseconds. */
const LONGEST_SILENCE = 5_000;

/** The session in which requests are sent. */
export interface TokenSession {
  readonly current: Session;
  /** Ends Chromium's process for the network, which then begins anew, when it answers nobody any more. */
  endIfHung(): Promise<void>;
}

/**
 * A private session in memory, and another one once the process for the network has ended: Electron's own never finds the
 * new process (docs/electron.md "The network's process").
 */
export function tokenSession(): TokenSession {
  let ends = 0;
  const next = () => session.fromPartition(ends === 0 ? 'token-requests' : `token-requests-${ends}`, { cache: false });
  let current = next();
  let asking: Promise<void> | undefined;
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName !== NETWORK) return;
    ends += 1;
    current = next();
  });
  const ask = async () => {
    const deadline = startDeadline(LONGEST_SILENCE);
    const answered = current.resolveHost('127.0.0.1').catch(() => undefined);
    const isSilent = await Promise.race([answered, aborted(deadline.signal)]).then(
      () => false,
      () => true,
    );
    deadline.cancel();
    if (isSilent)
      for (const { serviceName, pid } of app.getAppMetrics()) if (serviceName === NETWORK) process.kill(pid, 'SIGKILL');
  };
  return {
    get current() {
      return current;
    },
    endIfHung: () => {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}

/**
 * Sends requests with Chromium's network stack, in a private session in memory: no cookies, no redirects, no connection
 * used twice (docs/electron.md "Token requests"). `connection: close` needs HTTP/1.1: main.ts turns later versions off.
 * @param admit asks the person what a proxy wants to know before it lets this session through, and gives whether it does
 */
export function sessionHttp(sessions: TokenSession, admit?: (url: string) => Promise<boolean>): Http {
  let admitting: Promise<boolean> | undefined;
  let underWay = 0;
  let closing: Closing = { done: Promise.resolve() };
  const send: Http = async (url, request) => {
    const answer = await sendOnce(sessions.current, closing, url, request);
    if (answer.ok || answer.failure.code !== 'proxy-failed' || admit === undefined) return answer;
    // The proxy passed nothing on, so that this request has not been sent yet; one admission is for all that wait.
    admitting ??= admit(url).finally(() => {
      admitting = undefined;
    });
    const isAdmitted = await admitting;
    return isAdmitted
      ? sendOnce(sessions.current, closing, url, request)
      : fail({ code: 'proxy-failed', host: new URL(url).host });
  };
  return async (url, request) => {
    underWay += 1;
    const answer = await send(url, request);
    underWay -= 1;
    // Also the connections that a server keeps open against our wish: Chromium would use them again.
    if (underWay === 0) closing = { session: sessions.current, done: sessions.current.closeAllConnections() };
    if (!answer.ok && answer.failure.code === 'timed-out') void sessions.endIfHung();
    return answer;
  };
}

/** The closing of a session's connections. */
interface Closing {
  readonly session?: Session;
  readonly done: Promise<unknown>;
}

/** @param closing of the connections of earlier requests: until they are closed a new one would be closed too */
async function sendOnce(
  own: Session,
  closing: Closing,
  ...[url, { method, headers, body, mayRotate }]: Parameters<Http>
): ReturnType<Http> {
  const { host } = new URL(url);
  const deadline = startDeadline(mayRotate ? TOKEN_DEADLINE : DEADLINE);
  // Aborts the request however it ended: to give up its body does not close its connection.
  const request = new AbortController();
  deadline.signal.addEventListener('abort', () => request.abort());
  let isAnswered = false;
  try {
    if (closing.session === own) await Promise.race([closing.done, aborted(deadline.signal)]);
    const answering = own.fetch(url, {
      method,
      headers: { ...headers, connection: 'close' },
      ...(body === undefined ? {} : { body }),
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      signal: request.signal,
      bypassCustomProtocolHandlers: true,
    });
    // Electron's fetch never settles when an answer has no valid status.
    const answer = await Promise.race([answering, aborted(deadline.signal)]);
    // A proxy's answer for the server, which has seen nothing. Its body may not come (docs/electron.md "A proxy that asks").
    if (answer.status === 407) return fail({ code: 'proxy-failed', host });
    isAnswered = true;
    const bytes = await readBounded(answer);
    if (bytes === undefined) return fail({ code: 'answer-too-large', host });
    // `Response` accepts no body, not even an empty one, with status 204 or 304.
    return ok(new Response(bytes.length > 0 ? bytes : null, { status: answer.status, headers: answer.headers }));
  } catch (error) {
    if (deadline.signal.aborted) return fail({ code: 'timed-out', host });
    if (SERVERS_407.test(String(error))) return ok(new Response(null, { status: 407 }));
    return fail(isAnswered ? { code: 'interrupted', host } : readError(error, host));
  } finally {
    deadline.cancel();
    request.abort();
  }
}

/** A server's own 407, whose answer Chromium withholds: no proxy asks. */
const SERVERS_407 = /ERR_UNEXPECTED_PROXY_AUTH/;

/** The whole body, or undefined when it is too large. */
async function readBounded({ body }: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > LARGEST_ANSWER) return undefined;
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Chromium's network errors have no code, only a name in the message. @see docs/electron.md "Network errors have no code" */
function readError(error: unknown, host: string): NetworkFailure {
  const message = error instanceof Error ? error.message : '';
  const reason = /ERR_[A-Z0-9_]+/.exec(message)?.[0] ?? '';
  if (/redirect/i.test(message)) return { code: 'redirected', host };
  if (/^ERR_(CERT|SSL|BAD_SSL|TLS|ECH)/.test(reason)) return { code: 'certificate-untrusted', host, reason };
  if (/PROXY|^ERR_TUNNEL|^ERR_PAC|^ERR_SOCKS/.test(reason)) return { code: 'proxy-failed', host };
  if (/TIMED_OUT$/.test(reason)) return { code: 'timed-out', host };
  // Before the check for being offline: if the network went away after the request was sent, its outcome is unknown.
  if (INTERRUPTED.test(reason)) return { code: 'interrupted', host };
  if (/^ERR_(INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED)$/.test(reason) || !net.isOnline()) {
    return { code: 'offline', host };
  }
  return { code: 'unreachable', host };
}

/** Errors after which the request may have been sent; `FAILED` is Chromium's name for any other. */
const INTERRUPTED =
  /^ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE|EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED|ABORTED)|SOCKET_NOT_CONNECTED|NETWORK_(CHANGED|IO_SUSPENDED)|ABORTED|FAILED|CONTENT_DECODING|INVALID_(RESPONSE|HTTP|CHUNKED)|RESPONSE_HEADERS)/;
