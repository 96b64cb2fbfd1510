import type { ConnectionState } from '../../preload/connection.ts';
import type { Act } from '../../preload/shared/acts.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { copyFormatText } from './copyText.ts';
import { numberText } from './timeText.ts';

const ACT_TITLES: Readonly<Record<Exclude<Act, 'star' | 'activity'> | 'open', string>> = {
  add: 'Add connection',
  find: 'Find connection',
  palette: 'Quick actions',
  copy: 'Copy token',
  'copy-as': 'Copy as…',
  open: 'Open',
  reveal: 'Reveal or hide token',
  renew: 'Renew now',
  'sign-in': 'Sign in again',
  edit: 'Edit',
  duplicate: 'Duplicate',
  remove: 'Remove…',
  settings: 'Settings',
  help: 'Help',
};

/** What can be done with the window, or with a connection. */
export function actTitle(act: Act | 'open', connection: Pick<ConnectionState, 'favourite'> | undefined): string {
  if (act === 'star') return connection?.favourite === true ? 'Remove from favourites' : 'Add to favourites';
  if (act === 'activity') return connection === undefined ? 'Show all activity' : 'Show activity';
  return ACT_TITLES[act];
}

/** Copying the token in one of its forms. */
export function formTitle(format: CopyFormat): string {
  return `Copy as: ${copyFormatText(format).title}`;
}

/** What stands in the empty field. */
export const palettePrompt = 'What would you like to do? Type an action, a name, or both';

/** How much was found; `more` is not shown. */
export function foundText(shown: number, more: number): string {
  if (shown === 0) return 'Nothing found. Try fewer words, or a part of a name';
  const all = shown + more;
  const count = all === 1 ? '1 action' : `${numberText(all)} actions`;
  return more === 0 ? count : `${count}. Type more to find the others`;
}
