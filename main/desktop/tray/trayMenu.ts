import type { ConnectionStatus } from '../../../preload/connection.ts';
import { alikeNames } from '../../../preload/shared/alikeNames.ts';
import { charactersOf, isolated } from '../../../preload/shared/names.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';

/** A connection's entry in the tray menu. */
export interface TrayMenuItem {
  readonly id: string;
  readonly label: string;
}

const STATUS: Readonly<Record<ConnectionStatus, string>> = {
  ready: 'Ready',
  unchecked: 'Checking…',
  'asks-first': 'Asks first',
  renewing: 'Renewing',
  'sign-in-needed': 'Sign-in needed',
  offline: 'Offline',
  problem: 'Problem',
};

/** Characters of a name: a wider menu would hide the status at the end of the label. */
const LONGEST_PART = 40;
/** One that has more counts as several: in some scripts whole words can be joined to what is one. */
const MOST_CODE_UNITS = 8;

/** The tray menu's entries. Those that read alike also name the person, to show which account a token belongs to. */
export function trayMenuItems(connections: readonly ConnectionState[]): readonly TrayMenuItem[] {
  const people = alikeNames(connections);
  return connections.map((connection) => {
    const { id, status } = connection;
    const person = people.get(id);
    const named = person === undefined ? titleOf(connection) : `${titleOf(connection)}, ${shortened(person)}`;
    return { id, label: `${named}${badgeOf(connection)} · ${STATUS[status]}` };
  });
}

function badgeOf({ environment }: ConnectionState): string {
  return environment === 'production' ? '' : ` (${environment})`;
}

/** A connection by its name and, if that differs, its organisation's. */
export function titleOf({ name, profile }: ConnectionState): string {
  const organisation = profile?.organisationName ?? name;
  return organisation === name ? shortened(name) : `${shortened(name)}, ${shortened(organisation)}`;
}

/** A name in a menu, which shows no markup. */
export function shortened(text: string): string {
  let short = '';
  let width = 0;
  for (const character of charactersOf(text)) {
    width += Math.ceil(character.length / MOST_CODE_UNITS);
    if (width >= LONGEST_PART && short + character !== text) return isolated(`${short}…`);
    short += character;
  }
  return isolated(short);
}
