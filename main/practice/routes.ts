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

/** The endpoints of both generations at one origin (docs/fyle.md "Endpoints"). */
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

/** Whether a path belongs to the API, to which the rate limit applies; the consent page is not limited. */
export function isApiPath(path: string): boolean {
  return Object.hasOwn(API, path);
}

/** Answers one request; 404 for an unknown path, 405 for a method that the path does not support. */
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
  // Like a host of single-page apps: one page for every path below, which the page itself interprets.
  return path === '/app/developers' || path.startsWith('/app/developers/') ? { GET: () => page } : undefined;
}
