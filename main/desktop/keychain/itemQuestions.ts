import type { Grant } from '../../connections/model/connection.ts';

/** What became of the keychain's questions about its items, by the items' names, in memory. */
export function itemQuestions() {
  const given = new Map<string, Grant>();
  const refused = new Set<string>();
  return {
    /** The grant that the person let the keychain give, or that was stored since. */
    given: (name: string) => given.get(name),
    give: (name: string, grant: Grant) => void given.set(name, grant),
    takeBack: (name: string) => void given.delete(name),
    isRefused: (name: string) => refused.has(name),
    setRefused: (name: string, isRefused: boolean) => void (isRefused ? refused.add(name) : refused.delete(name)),
    forget: () => {
      given.clear();
      refused.clear();
    },
  };
}
