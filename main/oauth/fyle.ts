import * as z from 'zod/mini';
import type { Environment } from '../../preload/connection.ts';
import type { RequestFailure, Step } from '../../preload/failure.ts';
import type { Endpoints } from '../../preload/form.ts';
import { fail, ok, orUndefined, type Result } from '../result.ts';
import { type Http, readErrorResponse, readJsonObject, withSpeaker } from './answer.ts';
import { readDisplayText } from './displayText.ts';
import { isLoopback, type Provider } from './provider.ts';
import type { Secret } from './secret.ts';
import { echoesInDisguise, leaksToken } from './secretEcho.ts';
import { parseUrl } from './url.ts';

/** Fyle's two generations of endpoints, the default first. @see docs/fyle.md "Endpoints" */
export const fylePresets = [
  {
    id: 'fyle',
    endpoints: {
      authorization: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
      token: 'https://accounts.fylehq.com/api/oauth/token',
      cluster: 'https://accounts.fylehq.com/oauth/cluster',
    },
  },
  {
    id: 'fyle-2026',
    endpoints: {
      authorization: 'https://app.fylehq.com/app/developers/oauth/authorize',
      token: 'https://accounts.fylehq.com/oauth/token',
      cluster: 'https://accounts.fylehq.com/oauth/cluster',
    },
  },
] as const satisfies readonly { readonly id: string; readonly endpoints: Endpoints }[];

/** Where an admin makes an app. @see docs/fyle.md "Apps" */
export const CUSTOM_APPS = 'https://app.fylehq.com/app/settings/integrations/custom_apps';

/** The domains of Fyle's clusters: production, and Fyle's own staging. */
const FYLE_DOMAINS: readonly { readonly domain: string; readonly environment: Environment }[] = [
  { domain: 'fylehq.com', environment: 'production' },
  { domain: 'fyle.tech', environment: 'staging' },
];

/** Fyle has thirteen. */
const MOST_ROLES = 50;
/** Where Fyle says whose token it is: a path of the cluster. @see docs/fyle.md "The first call" */
export const PROFILE_PATH = '/platform/v1/spender/my_profile';

/** How a server at these endpoints departs from Fyle's own. */
interface Departures {
  /** By default what the endpoints' hosts say. */
  readonly environment?: Environment;
  /** By default false: docs/fyle.md "Authorization request". */
  readonly supportsPkce?: boolean | undefined;
}

/** Fyle, or a server that speaks as it does, at endpoints in which {@link addressFault} found nothing wrong. */
export function fyle(endpoints: Endpoints, departures: Departures = {}): Provider {
  return {
    endpoints,
    environment: departures.environment ?? environmentOf(endpoints),
    supportsPkce: departures.supportsPkce ?? false,
    translate: inJson,
    fetchCluster: (http, accessToken) => fetchCluster(http, endpoints.cluster, accessToken),
    fetchProfile,
  };
}

/** The environment of these endpoints. All three must be Fyle's to count as Fyle: each receives a secret or a password. */
export function environmentOf({ authorization, token, cluster }: Endpoints): Environment {
  const hosts = [authorization, token, cluster].map((address) => new URL(address));
  const isAllWithin = (domain: string) =>
    hosts.every(({ protocol, hostname }) => protocol === 'https:' && isWithin(hostname, domain));
  return FYLE_DOMAINS.find(({ domain }) => isAllWithin(domain))?.environment ?? 'custom';
}

/** Fyle's token endpoint takes JSON, no `redirect_uri` and no field beyond its schema. @see docs/fyle.md "Token endpoint" */
function inJson(http: Http): Http {
  return (url, { headers, body, ...rest }) => {
    const { redirect_uri: _, ...fields } = Object.fromEntries(new URLSearchParams(body));
    return http(url, {
      ...rest,
      headers: { ...Object.fromEntries(new Headers(headers)), 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
  };
}

/** The cluster is asked for again at every refresh, and must be an origin of the provider's own. @see docs/fyle.md "Cluster" */
async function fetchCluster(http: Http, endpoint: string, accessToken: Secret): ReturnType<Provider['fetchCluster']> {
  const body = await fetchData(http, 'cluster', endpoint, 'POST', accessToken);
  if (!body.ok) return body;
  const { cluster_domain: domain } = body.value;
  const cluster = typeof domain === 'string' ? parseUrl(domain) : undefined;
  if (cluster === undefined) {
    return fail({ code: 'unexpected-answer', step: 'cluster', status: 200, reason: 'wrong-shape' });
  }
  if (isOwnCluster(new URL(endpoint), cluster)) return ok(cluster.origin);
  return fail({ code: 'cluster-untrusted', host: readDisplayText(cluster.host) ?? '' });
}

/** The origin of a cluster that somebody has written down, if it may be the one of this cluster endpoint. */
export function readCluster(endpoint: string, foreign: unknown): string | undefined {
  const cluster = typeof foreign === 'string' ? parseUrl(foreign) : undefined;
  return cluster !== undefined && isOwnCluster(new URL(endpoint), cluster) ? cluster.origin : undefined;
}

/** Whether a cluster is the endpoint's: both under one of Fyle's domains, both on this computer, or at or below its host. */
function isOwnCluster(endpoint: URL, cluster: URL): boolean {
  const bare = cluster.username === '' && cluster.password === '' && cluster.pathname === '/' && cluster.search === '';
  if (!bare || cluster.hash !== '') return false;
  if (isLoopback(endpoint.hostname) && isLoopback(cluster.hostname)) return /^https?:$/.test(cluster.protocol);
  if (cluster.protocol !== 'https:') return false;
  const own = FYLE_DOMAINS.find(({ domain }) => isWithin(endpoint.hostname, domain))?.domain ?? endpoint.hostname;
  return isWithin(cluster.hostname, own) && cluster.port === endpoint.port;
}

const text = z.string().check(z.maxLength(1000));
const words = z.pipe(
  text,
  z.transform((value) => readDisplayText(value) ?? ''),
);
// Empty counts as absent: an id that everybody has tells nobody apart.
const id = z.nullish(z.union([words, z.pipe(z.int(), z.transform(String))]));
const profileAnswer = z.object({
  data: z.object({
    user_id: id,
    org_id: id,
    org: z.object({ id, name: words, currency: z.nullish(words) }),
    user: z.object({ id, email: words, full_name: z.nullish(words) }),
    roles: z.optional(z.pipe(z.unknown(), z.transform(readRoles))),
  }),
});

/** @see docs/fyle.md "The first call" */
async function fetchProfile(http: Http, cluster: string, accessToken: Secret): ReturnType<Provider['fetchProfile']> {
  const body = await fetchData(http, 'profile', `${cluster}${PROFILE_PATH}`, 'GET', accessToken);
  if (!body.ok) return body;
  const wrongShape = { code: 'unexpected-answer', step: 'profile', status: 200, reason: 'wrong-shape' } as const;
  const read = profileAnswer.safeParse(body.value);
  if (!read.success) return fail(wrongShape);
  const { org, user, ...data } = read.data.data;
  const { currency } = org;
  const profile = {
    // Without an id, the e-mail address tells people apart.
    userId: data.user_id || user.id || user.email,
    userName: user.full_name || user.email,
    email: user.email,
    organisationId: data.org_id || org.id || org.name,
    organisationName: org.name,
    ...(currency ? { currency } : {}),
    roles: data.roles ?? [],
  };
  // The profile is shown, and stored on disk.
  const [texts, token] = [Object.values(profile).flat(), accessToken.reveal()];
  const isLeak = leaksToken(texts, token) || echoesInDisguise(texts.join(' '), token);
  return isLeak ? fail(wrongShape) : ok(profile);
}

/** Calls Fyle's platform with the access token and gives the answer's JSON object. @see RFC 6750 §2.1 */
async function fetchData(
  http: Http,
  step: Step,
  url: string,
  method: 'GET' | 'POST',
  accessToken: Secret,
): Promise<Result<Readonly<Record<string, unknown>>, RequestFailure>> {
  const token = accessToken.reveal();
  const json = { 'content-type': 'application/json' };
  const headers = { accept: 'application/json', authorization: `Bearer ${token}`, ...(method === 'POST' && json) };
  const answer = await http(url, { method, headers, ...(method === 'POST' && { body: '{}' }) });
  if (!answer.ok) return answer;
  return answer.value.status === 200
    ? readJsonObject(step, answer.value)
    : fail(withSpeaker(await readErrorResponse(step, answer.value), url, [token]));
}

/** `roles` is an array, or an array as JSON in a string; anything else gives no roles. @see docs/fyle.md "Tokens" */
function readRoles(foreign: unknown): readonly string[] {
  const list = typeof foreign === 'string' ? orUndefined<unknown>(() => JSON.parse(foreign)) : foreign;
  // A text that is not JSON is a single role.
  const roles = list === undefined ? [foreign] : list;
  if (!Array.isArray(roles)) return [];
  return roles.slice(0, MOST_ROLES).flatMap((role) => readDisplayText(role) ?? []);
}

function isWithin(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
