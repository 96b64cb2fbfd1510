import type { KeychainPlace } from './ports.ts';

/** The addresses that a grant is bound to: scheme, host, port, path and query of each; all of the practice organisation are one. */
export function boundAddresses({
  practice,
  endpoints,
}: Pick<KeychainPlace, 'practice' | 'endpoints'>): readonly string[] {
  const { authorization, token, cluster } = endpoints;
  return practice ? ['practice'] : [authorization, token, cluster].map((address) => new URL(address).href);
}
