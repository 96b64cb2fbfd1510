import type { ActivityPage, ActivitySummary } from '../../../preload/activity.ts';
import type { ConnectionState, Copied } from '../../../preload/connection.ts';
import type { DeskState } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import { fill } from '../words/filledWords.ts';
import { say } from '../words/words.ts';

/** What is hidden of a connection: the contract's, and main's own, which has no history. */
type Shown = Pick<ConnectionState, 'id' | 'name' | 'clientId' | 'redirectUri' | 'cluster' | 'profile' | 'failure'>;

/** What a connection is called while a person presents, by its id. */
type NameOf = (id: string) => string;

/** Connections are called by their numbers here, which tell nobody anything; one that is not here has none. */
export function numberedNames(connections: readonly Pick<Shown, 'id'>[]): NameOf {
  const names = new Map(connections.map(({ id }, index) => [id, fill('presenting.connection', { number: index + 1 })]));
  return (id) => names.get(id) ?? say('presenting.someConnection');
}

/** Connections without what tells whose they are. */
export function hideConnections<C extends Shown>(connections: readonly C[], nameOf: NameOf): readonly C[] {
  const hidden = say('presenting.hidden');
  return connections.map((one) => {
    const { id, redirectUri, cluster, profile, failure } = one;
    const name = nameOf(id);
    return {
      ...one,
      ...{ name, clientId: hidden },
      ...(redirectUri !== undefined && { redirectUri: hidden }),
      ...(cluster !== undefined && { cluster: hidden }),
      ...(profile && {
        profile: {
          ...profile,
          ...{ userId: hidden, userName: hidden, email: hidden, organisationName: name },
          // It gives the colour, which must stay different.
          organisationId: id,
        },
      }),
      ...(failure && { failure: hideFailure(failure) }),
    };
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
export function hideDesk(desk: DeskState, nameOf: NameOf): DeskState {
  const { lostByQuitting, signIn, clipboard, removed } = desk;
  const idOf = new Map(desk.connections.map(({ id, name }) => [name, id]));
  return {
    ...desk,
    presenting: true,
    connections: hideConnections(desk.connections, nameOf),
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
