import type { ConnectionRef, Reply } from '../../../preload/contract.ts';
import type { Connections } from '../../connections/connections.ts';
import { readChanges } from '../../connections/form/changesForm.ts';
import type { KnownHosts } from '../../connections/signIn/knownHosts.ts';
import { fail, ok } from '../../result.ts';
import type { PersonConsent } from './personConsent.ts';

interface Parts {
  readonly connections: Connections;
  readonly knownHosts: Pick<KnownHosts, 'admit'>;
  readonly personConsent: Pick<PersonConsent, 'mayDo'>;
}

/** Changes a connection as the page asks, once the person wants it. */
export async function editRequest(parts: Parts, id: string, foreign: unknown): Promise<Reply<ConnectionRef>> {
  const { connections, knownHosts, personConsent } = parts;
  const stored = connections.list().find((one) => one.id === id);
  if (stored === undefined) return fail({ code: 'connection-unknown' });
  const changes = readChanges(foreign, stored);
  if (!changes.ok) return changes;
  const { colour, favourite, ...more } = changes.value;
  // A colour and a place in the list mislead nobody; a name says whose token is copied, in the tray too.
  const mayChange = Object.keys(more).length === 0 || (await personConsent.mayDo('edit'));
  if (!mayChange || (more.endpoints && !(await knownHosts.admit(more.endpoints))))
    return fail({ code: 'not-confirmed' });
  const edited = await connections.edit(id, changes.value);
  return edited.ok ? ok({ id: edited.value }) : edited;
}
