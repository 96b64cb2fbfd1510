import type { Profile } from '../../../preload/connection.ts';
import type { AnswerFailure, ClusterFailure, ConnectionFailure, NetworkFailure } from '../../../preload/failure.ts';
import { isolated } from '../../../preload/shared/names.ts';
import type { Http } from '../../oauth/answer.ts';
import type { Provider } from '../../oauth/provider.ts';
import type { Secret } from '../../oauth/secret.ts';
import { ok, type Result } from '../../result.ts';
import { retryGetOnce } from './retryGetOnce.ts';

/** Which cluster (an origin) and account a token belongs to. */
export interface Identity {
  readonly cluster: string;
  readonly profile: Profile;
}

export type IdentityFailure = NetworkFailure | AnswerFailure | ClusterFailure;

/** Asks for a token's cluster, then asks the cluster for the account. @see docs/fyle.md "Cluster", "The first call" */
export async function identify(
  http: Http,
  provider: Provider,
  accessToken: Secret,
): Promise<Result<Identity, IdentityFailure>> {
  const cluster = await provider.fetchCluster(http, accessToken);
  if (!cluster.ok) return cluster;
  const profile = await provider.fetchProfile(retryGetOnce(http), cluster.value, accessToken);
  return profile.ok ? ok({ cluster: cluster.value, profile: profile.value }) : profile;
}

/** `different-account`, which names both, if a token is another person's or organisation's; undefined if it is not. */
export function otherAccount(known: Profile, got: Profile): ConnectionFailure | undefined {
  if (got.userId === known.userId && got.organisationId === known.organisationId) return undefined;
  return { code: 'different-account', expected: describe(known), got: describe(got) };
}

function describe({ userName, email, organisationName }: Profile): string {
  return `${isolated(userName)} (${isolated(email)}), ${isolated(organisationName)}`;
}
