import type { ConnectionStatus } from '../../../preload/connection.ts';
import { alikeNames } from '../../../preload/shared/alikeNames.ts';
import { type CopyFormat, needsApiAddress, usualFormat } from '../../../preload/shared/copyFormats.ts';
import { charactersOf, isolated } from '../../../preload/shared/names.ts';
import { signInEndsSoon } from '../../../preload/shared/needsYou.ts';
import { statusOfFailure } from '../../connections/model/failureStatus.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { say, type WordsId } from '../words/words.ts';
import { copiedAs } from './copyWords.ts';

/** A connection's entry in the tray menu. */
export interface TrayMenuItem {
  readonly id: string;
  /** Says also in which form a click copies, unless that is the token itself. */
  readonly label: string;
  /** The label without that, and without the status. */
  readonly name: string;
  /** The forms in which it can be copied. */
  readonly formats: readonly CopyFormat[];
}

/**
 * What a label says of a status: only what keeps a click from copying at once, or will soon. A renewal that goes well changes
 * no label, because a changed menu is made anew, under the pointer of whoever has it open.
 */
const STATUS: Readonly<Record<ConnectionStatus, WordsId | undefined>> = {
  ready: undefined,
  unchecked: undefined,
  renewing: undefined,
  'asks-first': 'tray.asks-first',
  'sign-in-needed': 'tray.sign-in-needed',
  offline: 'tray.isOffline',
  problem: 'tray.problem',
};

/** Characters of a name: a wider menu would hide the status at the end of the label. */
const LONGEST_PART = 40;
/** One that has more counts as several: in some scripts whole words can be joined to what is one. */
const MOST_CODE_UNITS = 8;

/**
 * The tray menu's entries. Those that read alike also name the person, to show which account a token belongs to.
 * @param now Unix ms
 */
export function trayMenuItems(
  connections: readonly ConnectionState[],
  offered: readonly CopyFormat[],
  defaultFormat: CopyFormat,
  now: number,
): readonly TrayMenuItem[] {
  const people = alikeNames(connections);
  return connections.map((connection) => {
    const { id, cluster } = connection;
    const person = people.get(id);
    const named = person === undefined ? titleOf(connection) : `${titleOf(connection)}, ${shortened(person)}`;
    const name = `${named}${badgeOf(connection)}`;
    const as = copiedAs(usualFormat(connection, offered, defaultFormat));
    const formats = offered.filter((format) => cluster !== undefined || !needsApiAddress(format));
    const asked = [as ? `${name}, ${as}` : name, wordOf(connection, now)].filter((part) => part !== undefined);
    return { id, label: asked.join(' · '), name, formats };
  });
}

/** What a connection asks for; while it is renewed, what it asked for before. */
function wordOf({ status, failure, authorization }: ConnectionState, now: number): string | undefined {
  const before = failure === undefined ? 'ready' : statusOfFailure(failure);
  const settled = status === 'renewing' ? before : status;
  const id = STATUS[settled] ?? (signInEndsSoon(authorization, now) ? 'tray.endsSoon' : undefined);
  return id && say(id);
}

function badgeOf({ environment }: ConnectionState): string {
  return environment === 'production' ? '' : ` (${say(`tray.${environment}`)})`;
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
