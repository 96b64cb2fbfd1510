import type { ConnectionState } from '../../preload/connection.ts';
import type { Act } from '../../preload/shared/acts.ts';

/** What can be done with a connection, wherever it stands. */
export type ConnectionAct =
  | Exclude<Act, 'add' | 'find' | 'palette' | 'present' | 'lock' | 'settings' | 'help'>
  | 'open';

/** What decides that. */
export interface ActWorld {
  /** The connection whose page is open. */
  readonly shownId: string | undefined;
  /** There is a history to look at. */
  readonly hasActivity: boolean;
  /** Whether the window offers an act now. */
  readonly can: (act: Act) => boolean;
}

const ACTS: readonly ConnectionAct[] = [
  ...([
    'copy',
    'copy-as',
    'open',
    'reveal',
    'renew',
    'sign-in',
    'edit',
    'star',
    'activity',
    'duplicate',
    'remove',
  ] as const),
];
const NEEDS_TOKEN: readonly ConnectionAct[] = ['copy', 'copy-as', 'reveal', 'renew'];

/** What can be done with a connection now: the page of the open one knows best, of the others their state says it. */
export function possibleActs(connection: ConnectionState, { shownId, hasActivity, can }: ActWorld) {
  const hasToken = connection.status !== 'sign-in-needed' || connection.accessToken !== undefined;
  const isShown = connection.id === shownId;
  return ACTS.filter((act) => {
    if (act === 'activity') return hasActivity;
    if (act === 'open') return !isShown;
    if (act === 'star') return true;
    // Beside an open form a copy takes nothing away.
    if (isShown && act !== 'copy') return can(act);
    return act === 'duplicate' ? connection.environment !== 'practice' : hasToken || !NEEDS_TOKEN.includes(act);
  });
}
