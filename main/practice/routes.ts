import { type Answer, errorAnswer, type ReceivedRequest } from './answer.ts';
import { answerConsentDecision, answerConsentDetails } from './consent.ts';
import type { Organisation } from './organisation.ts';
import { answerCluster, answerProfile } from './platform.ts';
import { answerToken } from './tokenEndpoint.ts';

type Handler = (organisation: Organisation, asked: ReceivedRequest) => Answer;

const API: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '/api/oauth/token': { POST: answerToken },
  '/oauth/token': { POST: answerToken },
  '/oauth/cluster': { POST: answerCluster },
  '/platform/v1/spender/my_profile': { GET: answerProfile },
};

const CONSENT: Readonly<Record<string, Handler>> = { GET: answerConsentDetails, POST: answerConsentDecision };

/** The endpoints of both generations under one origin (docs/fyle.md, "Endpoints"). */
export function endpointsAt(origin: string) {
  return {
    '2021': {
      authorization: `${origin}/app/developers/#/oauth/authorize`,
      token: `${origin}/api/oauth/token`,
      cluster: `${origin}/oauth/cluster`,
    },
    '2026': {
      authorization: `${origin}/app/developers/oauth/authorize`,
      token: `${origin}/oauth/token`,
      cluster: `${origin}/oauth/cluster`,
    },
  } as const;
}

/** Whether this path belongs to the API, whose requests are counted against the limit; the consent page's are not. */
export function isApiPath(path: string): boolean {
  return Object.hasOwn(API, path);
}

/** The answer to one request: 404 for a path that is not there, 405 for a method that the path does not take. */
export function route(organisation: Organisation, page: Answer, asked: ReceivedRequest): Answer {
  const { path, method } = asked;
  if (isApiPath(path) && organisation.trouble() === 'failing') return errorAnswer(500, 'Something went wrong');
  const methods = findMethods(page, path);
  if (methods === undefined) return errorAnswer(404, 'Not found');
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handler === undefined) return errorAnswer(405, 'Method not allowed', { allow: Object.keys(methods).join(', ') });
  return handler(organisation, asked);
}

function findMethods(page: Answer, path: string): Readonly<Record<string, Handler>> | undefined {
  if (isApiPath(path)) return API[path];
  if (path === '/practice/consent') return CONSENT;
  // As a host of single-page apps does: one page for every address below, and the page finds its own way.
  return path === '/app/developers' || path.startsWith('/app/developers/') ? { GET: () => page } : undefined;
}
