/** What is looked at of a connection. `usedAt`: when its token was last copied or revealed, Unix ms. */
interface Ordered {
  readonly name: string;
  readonly usedAt?: number;
  readonly profile?: { readonly email: string };
}

/** English, whose order German shares: `ä` stands with `a`. */
const collator = new Intl.Collator('en', { numeric: true });

/**
 * The connections in the order that the person chose: by name as a person sorts them, `Client 2` before `Client 10`, and
 * equal ones by their people; by their last use, and those never used by name; or by hand, as they are given.
 */
export function inOrder<C extends Ordered>(connections: readonly C[], order: 'name' | 'used' | 'hand'): readonly C[] {
  if (order === 'hand') return connections;
  const isByUse = order === 'used';
  return connections.toSorted(
    (one, other) =>
      (isByUse ? (other.usedAt ?? 0) - (one.usedAt ?? 0) : 0) ||
      collator.compare(one.name, other.name) ||
      collator.compare(one.profile?.email ?? '', other.profile?.email ?? ''),
  );
}
