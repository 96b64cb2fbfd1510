import type { BrowserSignIn } from '../../../preload/connection.ts';

/** What a person does while the sign-in page is in their own browser. */
export function browserText({ listener, isOpen, redirectUri }: BrowserSignIn): string {
  const port = new URL(redirectUri).port || '80';
  const paste = `At its end the browser goes to an address that begins with ${redirectUri}, even if no page loads there: copy that whole address and paste it here.`;
  switch (listener) {
    case 'port-taken':
      return `Nothing was opened, because another program on this computer uses port ${port}, where the answer arrives. Close that program and choose Open again. Or cancel, and sign in in Token Desk’s own window.`;
    case 'port-refused':
      return `${opening(isOpen)} Token Desk may not use port ${port}, where the answer arrives. ${paste}`;
    case 'none':
      return `${opening(isOpen)} ${paste}`;
    case 'listening':
      return `${opening(isOpen)} Token Desk then goes on automatically.`;
  }
}

function opening(isOpen: boolean): string {
  return isOpen
    ? 'Finish signing in there.'
    : 'No browser could be opened. Copy the address, open it in a browser on this computer, and finish signing in there.';
}
