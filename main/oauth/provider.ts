import type { Environment, Profile } from '../../preload/connection.ts';
import type { ClusterFailure, RequestFailure } from '../../preload/failure.ts';
import type { AddressFault } from '../../preload/fieldFault.ts';
import type { Endpoints } from '../../preload/form.ts';
import type { Result } from '../result.ts';
import type { Http } from './answer.ts';
import type { Secret } from './secret.ts';
import { parseUrl } from './url.ts';

/** One provider: its endpoints, and how it departs from the standard. */
export interface Provider {
  readonly endpoints: Endpoints;
  readonly environment: Environment;
  /** Its requests carry a code challenge and a code verifier. @see RFC 7636 */
  readonly supportsPkce: boolean;
  /** Wraps the HTTP of the token endpoint so that a standard request reaches this provider in its own form. */
  readonly translate: (http: Http) => Http;
  /** The cluster of this token's organisation: an origin. */
  readonly fetchCluster: (http: Http, accessToken: Secret) => Promise<Result<string, RequestFailure | ClusterFailure>>;
  readonly fetchProfile: (http: Http, cluster: string, accessToken: Secret) => Promise<Result<Profile, RequestFailure>>;
}

/** Our registration at a provider; Fyle reads both values from the request body. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** No registered address is longer. */
export const LONGEST_ADDRESS = 2000;

/** Whether a host name is this computer's, so that plain http does not leave it (RFC 8252 §7.3, RFC 6761 §6.3). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** Why an address is no endpoint: it must be https, or http on this computer, without user name or password. */
export function addressFault(address: string): AddressFault | undefined {
  if (address === '') return 'missing';
  if (address.length > LONGEST_ADDRESS) return 'too-long';
  const url = parseUrl(address);
  if (url === undefined) return 'not-an-address';
  if (url.username !== '' || url.password !== '') return 'has-password';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol !== 'http:') return 'scheme-not-allowed';
  return isLoopback(url.hostname) ? undefined : 'needs-https';
}
