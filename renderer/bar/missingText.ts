import type { MissingPage } from '../../preload/barContract.ts';

/** What stands in a page's place when it shows nothing. `text` goes on after the page's host. */
export interface MissingText {
  readonly title: string;
  readonly text: string;
}

/** The words for each page that shows nothing. */
export function missingText(missing: MissingPage): MissingText {
  switch (missing.code) {
    case 'windows-sign-in':
      return {
        title: 'This page wants your company’s Windows sign-in',
        text: 'signs people in with their Windows account, which only a browser can do. Open this sign-in in your browser.',
      };
    case 'password':
      return {
        title: 'Name and password',
        text: missing.isRepeated
          ? 'did not accept that name or password. Check both and try again.'
          : 'asks for your name and password before it shows its page.',
      };
    case 'password-refused':
      return {
        title: 'Not signed in at this page',
        text: 'shows its page only with a name and password that it accepts. Try again, or ask whoever runs it.',
      };
    case 'client-certificate':
      return {
        title: 'This page wants a certificate of yours',
        text: 'signs people in with a certificate or smart card, which only a browser can do. Open this sign-in in your browser.',
      };
    case 'certificate':
      return {
        title: 'This page cannot prove whose it is',
        text: 'has a certificate that this computer does not trust. If it is your company’s, ask your IT team to install it here.',
      };
    case 'certificate-date':
      return {
        title: 'This page cannot prove whose it is',
        text: 'has a certificate that is out of date. Check the date of this computer; if it is right, tell whoever runs the page.',
      };
    case 'certificate-host':
      return {
        title: 'This page cannot prove whose it is',
        text: 'has a certificate for another address. Check the address of the sign-in page, or tell whoever runs it.',
      };
    case 'empty':
      return {
        title: 'The page is empty',
        text: 'answered without a page to show. Try again in a moment, or open this sign-in in your browser.',
      };
    case 'blank':
      return {
        title: 'The page is still blank',
        text: 'has shown nothing so far. It may still come; or try again, or open this sign-in in your browser.',
      };
    case 'unreachable':
      return { title: 'The page could not be loaded', text: 'does not answer. Check your connection and try again.' };
  }
}
