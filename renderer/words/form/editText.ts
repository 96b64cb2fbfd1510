import type { ConnectionKind } from '../../../preload/connection.ts';
import { text } from '../text.ts';

/** What happens on Save. */
export function nextText(
  kind: ConnectionKind,
  { endsSignIn, asksProvider }: { readonly endsSignIn: boolean; readonly asksProvider: boolean },
): string {
  if (endsSignIn && kind === 'oauth') return text('form.oauth.next');
  return text(asksProvider ? 'form.triedFirst' : 'form.triedIfChanged');
}
