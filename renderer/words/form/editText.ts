import type { ConnectionKind } from '../../../preload/connection.ts';

/** What a change of an address means, before one was made. */
export const addressText =
  'If an address changes, the stored sign-in ends here: it was given for the old one. Name, colour and activity stay.';

/** What the changes in the form mean for the stored sign-in. */
export function endsSignInText(kind: ConnectionKind): string {
  return kind === 'oauth'
    ? 'The stored sign-in was given for the old values. You sign in again; until then the old one goes on working. Name, colour and activity stay.'
    : 'The stored sign-in was given for the old values. Paste the refresh token that Fyle shows for the new ones; until it works the old one stays. Name, colour and activity stay.';
}

/** What happens on Save. */
export function nextText(
  kind: ConnectionKind,
  { endsSignIn, asksProvider }: { readonly endsSignIn: boolean; readonly asksProvider: boolean },
): string {
  if (endsSignIn && kind === 'oauth') return 'Opens Fyle’s sign-in page';
  return asksProvider
    ? 'Tried with Fyle before it is stored'
    : 'A new client ID, secret or token is tried with Fyle first';
}

/** What a copy of a connection is called at first. */
export function copyName(name: string): string {
  return `${name} copy`;
}

/** What “Open it” does. `isAdded`: the sign-in has taken place. */
export function duplicateText(isAdded: boolean): string {
  return isAdded
    ? 'The same person signed in to the same organisation with the same app. Open it to use the new sign-in there.'
    : 'It has the same client ID and the same refresh token. Nothing was sent to Fyle.';
}
