import type { Fact } from '../../../preload/connection.ts';
import type { Connection } from '../model/connection.ts';

type Known = Pick<Connection, 'clientId' | 'cluster' | 'profile'>;

const FACTS: Readonly<Record<Fact, (known: Known) => string | undefined>> = {
  organisation: ({ profile }) => profile?.organisationName,
  'organisation-id': ({ profile }) => profile?.organisationId,
  'user-id': ({ profile }) => profile?.userId,
  'api-address': ({ cluster }) => cluster,
  'client-id': ({ clientId }) => clientId,
};

/** The fact that is meant, if it is one. */
export function readFact(foreign: unknown): Fact | undefined {
  return Object.keys(FACTS).find((name): name is Fact => name === foreign);
}

/** What is known of a connection, as a person pastes it; no secret. Undefined until Fyle has said it. */
export function factOf(connection: Known, fact: Fact): string | undefined {
  return FACTS[fact](connection) || undefined;
}
