import type { ActivityPage, ActivitySummary } from '../../../preload/activity.ts';
import type { ConnectionState, Copied } from '../../../preload/connection.ts';
import type { DeskState } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import { fill } from '../words/filledWords.ts';
import { say } from '../words/words.ts';

/** What is hidden of a connection: the contract's, and main's own, which has no history. */
type Shown = Pick<ConnectionState, 'id' | 'name' | 'clientId' | 'redirectUri' | 'profile' | 'failure'>;

/** What a connection is called while a person presents, by its id. */
type NameOf = (id: string) => string;

/** Connections are called by numbers, in the order of the list, which tell nobody anything; one that is not in it has none. */
export function numberedNames(connections: readonly Pick<Shown, 'id'>[]): NameOf {
  const names = new Map(connections.map(({ id }, index) => [id, fill('presenting.connection', { number: index + 1 })]));
  return (id) => names.get(id) ?? say('presenting.someConnection');
}

/** Connections without what tells whose they are. */
export function hideConnections<C extends Shown>(connections: readonly C[]): readonly C[] {
  const nameOf = numberedNames(connections);
  const hidden = say('presenting.hidden');
  return connections.map((one) => {
    const { redirectUri: _, profile, failure, ...rest } = one;
    const name = nameOf(one.id);
    const shown = {
      ...rest,
      name,
      clientId: hidden,
      ...(profile && {
        profile: {
          ...profile,
          ...{ userId: hidden, userName: hidden, email: hidden, organisationName: name },
          // It gives the colour, which must stay different.
          organisationId: one.id,
        },
      }),
      ...(failure && { failure: hideFailure(failure) }),
    };
    // The compiler cannot see that a member left out was optional.
    return shown as unknown as C;
  });
}

/** A failure without what a server or an account calls itself. */
export function hideFailure(failure: Failure): Failure {
  const hidden = say('presenting.hidden');
  if (failure.code === 'different-account') return { code: failure.code, expected: hidden, got: hidden };
  if (!('says' in failure)) return failure;
  const { says: _, saidBy: __, ...rest } = failure;
  // Both are optional in each failure that has them.
  return rest as Failure;
}

/** A copy without the name. */
export function hideCopied(copied: Copied, nameOf: NameOf): Copied {
  return { ...copied, name: nameOf(copied.id) };
}

/** Entries without names. */
export function hideActivity(page: ActivityPage, nameOf: NameOf): ActivityPage {
  return {
    ...page,
    entries: page.entries.map(({ organisation: _, ...entry }) => ({ ...entry, name: nameOf(entry.id) })),
  };
}

/** The connections of the history without names. */
export function hideSummary({ days, connections }: ActivitySummary, nameOf: NameOf): ActivitySummary {
  return { days, connections: connections.map(({ id }) => ({ id, name: nameOf(id) })) };
}

/** What the page shows while a person presents. */
export function hideDesk(desk: DeskState): DeskState {
  const nameOf = numberedNames(desk.connections);
  const { lostByQuitting, signIn, clipboard, removed } = desk;
  const idOf = new Map(desk.connections.map(({ id, name }) => [name, id]));
  return {
    ...desk,
    presenting: true,
    connections: hideConnections(desk.connections),
    ...(lostByQuitting && {
      lostByQuitting: {
        ...lostByQuitting,
        signIns: lostByQuitting.signIns.map((name) => nameOf(idOf.get(name) ?? '')),
      },
    }),
    ...(signIn && { signIn: { ...signIn, name: nameOf(idOf.get(signIn.name) ?? '') } }),
    ...(clipboard && { clipboard: hideCopied(clipboard, nameOf) }),
    ...(removed && { removed: removed.map((one) => ({ ...one, name: nameOf(one.id) })) }),
  };
}
