import type { DeskState } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { numberText } from './timeText.ts';

/** How many names fit into two lines. */
const mostNames = 4;

/** Without a connection something may still be left. */
const BEHIND_PASSPHRASE = 'Everything that the passphrase protects, and the history';
const REST = 'What is left of your connections, and the history';

/** What is erased, a line for each kind of thing. */
export function erasedItems({ connections, clipboard, keychain }: DeskState): readonly string[] {
  const kept = [
    namesText(connections.map(({ name }) => name)),
    'Their sign-ins, wherever Token Desk stores them on this computer',
    'Their access tokens and history',
  ];
  return [
    ...(connections.length > 0 ? kept : [keychain.startsWith('vault') ? BEHIND_PASSPHRASE : REST]),
    ...(clipboard === undefined ? [] : ['The token on the clipboard']),
  ];
}

/** What is not erased: docs/fyle.md "Apps". */
export const remainingItems: readonly string[] = [
  'Everything in Fyle: expenses, reports, people',
  'The apps’ access to Fyle. To end it, delete each app in Fyle under Settings, Integrations, Custom Apps.',
];

function namesText(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = more > 1 ? [...names.slice(0, mostNames), `${numberText(more)} more`] : names;
  return `${names.length === 1 ? '1 connection' : `${numberText(names.length)} connections`}: ${shown.map(isolated).join(', ')}`;
}
