import type { Result } from '../result.ts';
import type { AnswerFailure, Http, NetworkFailure } from './answer.ts';
import type { Secret } from './secret.ts';
import { parseUrl } from './url.ts';

/** The addresses a provider is asked at, as a person sees and edits them. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly cluster: string;
}

/** Where a provider's data lives: `production` is Fyle itself, `staging` Fyle's own test world, `custom` any other host. */
export type Environment = 'production' | 'staging' | 'custom' | 'practice';

/** Whose token it is. */
export interface Profile {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly currency?: string;
  readonly roles: readonly string[];
}

/** The provider named a place for data that is not its own: nothing is sent there. */
export type ClusterFailure = { readonly code: 'cluster-untrusted'; readonly host: string };

/** One provider: its addresses, and what it does its own way. All else is the standard. */
export interface Provider {
  readonly endpoints: Endpoints;
  readonly environment: Environment;
  /** The requests and answers of the token endpoint, turned from the standard's form into this provider's and back. */
  readonly translate: (http: Http) => Http;
  /** Where the data of this token's organisation lives: an origin. */
  readonly fetchCluster: (
    http: Http,
    accessToken: Secret,
  ) => Promise<Result<string, NetworkFailure | AnswerFailure | ClusterFailure>>;
  readonly fetchProfile: (
    http: Http,
    cluster: string,
    accessToken: Secret,
  ) => Promise<Result<Profile, NetworkFailure | AnswerFailure>>;
}

/** Our registration at a provider. Whether and how it proves itself is in the provider's hands; Fyle reads both from the body. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** Why an address is not accepted as an endpoint. */
export type AddressFault =
  | 'missing'
  | 'too-long'
  | 'not-an-address'
  | 'needs-https'
  | 'has-password'
  | 'scheme-not-allowed';

/** Longer is no endpoint that a person registered. */
const LONGEST_ADDRESS = 2000;

/** Whether a host name means this computer, so that plain http stays on it (RFC 8252 §7.3, RFC 6761 §6.3). */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** What is wrong with an endpoint's address, if anything: https, or http on this computer; no user name or password. */
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
