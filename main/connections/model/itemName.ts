import type { Connection } from './connection.ts';

type Place = Pick<Connection, 'id' | 'practice' | 'endpoints'>;

/**
 * The name of a grant's item: `id host host host`, or `id practice`, whose port changes. The name contains no slash
 * (docs/electron.md "Item names and sizes").
 */
export function itemName({ id, practice, endpoints: { authorization, token, cluster } }: Place): string {
  if (practice) return `${id} practice`;
  const hosts = [authorization, token, cluster].map((address) => new URL(address).host);
  return [id, ...hosts].join(' ');
}
