/** What is read of a connection in a list. */
interface Named {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly clientId: string;
  readonly profile?: { readonly organisationName: string; readonly email: string };
}

/** So many letters of a name stand in every list, also where it is cut at its end. */
const SURELY_SHOWN = 24;

/**
 * Whose connections they are that read alike: by id the person's e-mail address, or the client ID when it is the same
 * person's. Nothing of those that read like no other, or of which neither is known to differ.
 */
export function alikeNames(connections: readonly Named[]): ReadonlyMap<string, string> {
  const apart = new Map<string, string>();
  for (const alike of groupsOf(connections, reading)) {
    if (alike.length === 1) continue;
    for (const same of groupsOf(alike, ({ profile }) => profile?.email.toLowerCase() ?? '')) {
      for (const { id, profile, clientId } of same) {
        const mark = same.length === 1 ? profile?.email : clientId;
        if (mark) apart.set(id, mark);
      }
    }
  }
  return apart;
}

/** How a connection reads at a glance: capitals, accents written otherwise and spaces do not tell two apart. */
function reading({ name, environment, profile }: Named): string {
  const parts = [name, profile?.organisationName ?? name].map((text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Cf}]+/gu, ' ')
      .trim()
      .slice(0, SURELY_SHOWN),
  );
  return [...new Set(parts), environment].join('\n');
}

function groupsOf<T>(list: readonly T[], keyOf: (one: T) => string): Iterable<readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}
