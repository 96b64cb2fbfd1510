import { parseUrl } from '../../oauth/url.ts';
import { addressOf } from '../foreignPage/pageBudget.ts';
import type { SignInWindow } from './window.ts';

/** What pages write that refuse an app's window; Google also packs its error into the address, as Base64 of a message. */
const WORDS =
  /disallowed.?user.?agent|browser or app may not be secure|(embedded|in-app) (web ?view|browser)s?|web ?views? (is|are) not (supported|allowed)/i;
const GOOGLE_ADDRESS = /kaXNhbGxvd2VkX3VzZXJhZ2Vud|\/signin\/rejected/;
/** A page that says only this is shorter. */
const MOST_TEXT = 5_000;
/** A world of scripts beside the page's own and Electron's, which the page neither sees nor reaches. */
const READING_WORLD = 1_001;

/** Whether a page refuses a sign-in in an app's window, by its status, address and text. @see RFC 8252 §8.12 */
export function refusesEmbedding(status: number, address: string, text: string): boolean {
  return status === 403 || GOOGLE_ADDRESS.test(address) || (text.length < MOST_TEXT && WORDS.test(text));
}

/** Offers the person's own browser, once for each host, when a page of an attempt refuses its window. */
export function suggestBrowser(openInBrowser: () => void): (window: SignInWindow) => void {
  const suggested = new Set<string>();
  return ({ contents, bar }) => {
    let withdraw: () => void = () => undefined;
    let status = 0;
    const judge = (text: string) => {
      const address = addressOf(contents);
      const host = parseUrl(address)?.host ?? '';
      if (suggested.has(host) || !refusesEmbedding(status, address, text)) return;
      suggested.add(host);
      withdraw = bar.ask({ code: 'embedded-refused', host }, (isYes) => {
        if (isYes) openInBrowser();
      });
    };
    contents.on('did-navigate', (_event, _address, answered) => {
      // The question was about the page before.
      withdraw();
      status = answered;
      judge('');
    });
    contents.on('did-finish-load', async () => {
      const code = `document.body ? document.body.innerText.slice(0, ${MOST_TEXT}) : ''`;
      const text: unknown = await contents
        .executeJavaScriptInIsolatedWorld(READING_WORLD, [{ code }])
        // The page has gone meanwhile.
        .catch(() => undefined);
      if (!contents.isDestroyed() && typeof text === 'string') judge(text);
    });
  };
}
