import type { BrowserSignIn } from '../../../preload/connection.ts';
import { text } from '../text.ts';

/** What a person does while the sign-in page is in their own browser. */
export function browserText({ listener, isOpen, redirectUri }: BrowserSignIn): string {
  const port = new URL(redirectUri).port || '80';
  const opening = text(isOpen ? 'browser.opened' : 'browser.notOpened');
  const paste = text('browser.paste', { address: redirectUri });
  switch (listener) {
    case 'port-taken':
      return text('browser.port-taken', { port });
    case 'port-refused':
      return `${opening} ${text('browser.port-refused', { port })} ${paste}`;
    case 'none':
      return `${opening} ${paste}`;
    case 'listening':
      return `${opening} ${text('browser.listening')}`;
  }
}
