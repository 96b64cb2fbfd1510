import type { ConnectionState } from '../../preload/connection.ts';
import type { Act } from '../../preload/shared/acts.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { copyFormatText } from './copyText.ts';
import { text } from './text.ts';

/** What can be done with the window, or with a connection. */
export function actTitle(act: Act | 'open', connection: Pick<ConnectionState, 'favourite'> | undefined): string {
  if (act === 'copy') return text('copy.token.button');
  if (act === 'star' && connection?.favourite === true) return text('act.unstar');
  if (act === 'activity' && connection === undefined) return text('act.allActivity');
  return text(`act.${act}`);
}

/** Copying the token in one of its forms. */
export function formTitle(format: CopyFormat): string {
  return text('copy.asForm', { form: copyFormatText(format).title });
}

/** How much was found; `more` is not shown. */
export function foundText(shown: number, more: number): string {
  if (shown === 0) return text('palette.none');
  return text(more === 0 ? 'palette.found' : 'palette.foundMore', { count: shown + more });
}
