import { execFile } from 'node:child_process';
import { shell } from 'electron';
import type { Browser, BrowserState } from '../../connections/model/ports.ts';
import { CUSTOM_APPS } from '../../oauth/fyle.ts';
import { fail, ok } from '../../result.ts';
import { isHttpLoopback, mayVisit } from '../signInWindow/addressPolicy.ts';
import { listenForRedirect } from './loopbackListener.ts';

/** How long the system may take to name its browser, milliseconds. */
const QUERY_DEADLINE = 5_000;

/**
 * The person's own browser, as the system opens it. Where the redirect URI leads to this computer, the redirect is
 * listened for as long as the attempt lasts. @see RFC 8252 §7.3
 * @param onRedirect called when a redirect has come: the person is in the browser, and the app goes on
 */
export function systemBrowser(onRedirect: () => void): Browser {
  let reopen: () => void = () => undefined;
  return {
    authorize: (page, signal, onChange) =>
      new Promise((resolve) => {
        let stopListening: (() => void) | undefined;
        let isBusy = false;
        const end = (outcome: Awaited<ReturnType<Browser['authorize']>>) => {
          stopListening?.();
          reopen = () => undefined;
          resolve(outcome);
        };
        const listen = async (): Promise<BrowserState['listener']> => {
          if (stopListening !== undefined) return 'listening';
          if (!URL.canParse(page.redirectUri) || !isHttpLoopback(page.redirectUri)) return 'none';
          const listening = await listenForRedirect(page, (redirect) => {
            end(ok(redirect));
            onRedirect();
          });
          if (!listening.ok) return listening.failure;
          stopListening = listening.value;
          // Cancelled meanwhile.
          if (signal.aborted) stopListening();
          return 'listening';
        };
        const open = async () => {
          if (isBusy) return;
          isBusy = true;
          const listener = await listen();
          // Whatever listens there would get the code.
          const isOpen = listener !== 'port-taken' && !signal.aborted && (await openPage(page.url));
          if (!signal.aborted) onChange({ listener, isOpen });
          isBusy = false;
        };
        reopen = () => void open();
        signal.addEventListener('abort', () => end(fail({ code: 'sign-in-cancelled' })));
        if (signal.aborted) end(fail({ code: 'sign-in-cancelled' }));
        else void open();
      }),
    open: () => reopen(),
  };
}

/** Opens Fyle's page of apps; gives what {@link openPage} does. */
export function openCustomApps(): Promise<boolean> {
  return openPage(CUSTOM_APPS);
}

/** Opens an address that the sign-in window would show too, and gives whether there is a browser for it, as far as the system tells. */
async function openPage(url: string): Promise<boolean> {
  if (!mayVisit(url, url)) return false;
  try {
    const [hasBrowser] = await Promise.all([hasDefaultBrowser(), shell.openExternal(url)]);
    return hasBrowser;
  } catch {
    return false;
  }
}

/** On Linux `openExternal` succeeds without a browser too. @see docs/electron.md "Opening the person's own browser" */
async function hasDefaultBrowser(): Promise<boolean> {
  if (process.platform !== 'linux' || process.env.BROWSER) return true;
  return new Promise((resolve) => {
    const query = ['query', 'default', 'x-scheme-handler/https'];
    execFile('xdg-mime', query, { timeout: QUERY_DEADLINE }, (error, name) =>
      resolve(error !== null || name.trim() !== ''),
    );
  });
}
