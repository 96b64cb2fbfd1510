import type { WebContents } from 'electron';
import type { MissingPage } from '../../../preload/barContract.ts';
import { parseUrl } from '../../oauth/url.ts';
import { orUndefined } from '../../result.ts';
import { addressOf } from '../foreignPage/pageBudget.ts';
import { type Deadline, startDeadline } from '../system/deadline.ts';
import type { PageAnswer, SignInAttempt } from './attempt.ts';
import { describePage } from './bar.ts';
import { isPainted } from './painted.ts';
import { answerPasswordQuestions } from './passwordQuestions.ts';
import type { SignInWindow } from './window.ts';

type TellableCode = Exclude<MissingPage['code'], 'password'>;
/** Starts a wait of so many milliseconds. */
export type StartDeadline = (delay: number) => Deadline;

/** The error names of a load that we stopped, or that another load replaced. */
export const STOPPED: readonly string[] = ['ERR_ABORTED', 'ERR_BLOCKED_BY_CLIENT'];

/** How long a page may stay blank, milliseconds; after each try again twice as long, or a slow one would never be seen. */
const BLANK = 15_000;
/** How often a page that was told to be blank is looked at again, milliseconds. */
const LOOK_AGAIN = 2_000;
/** A world of scripts beside the page's own, which the page neither sees nor reaches. */
const READING_WORLD = 1_002;
/** Whether the page offers anything to do or has any element of its own. */
const READ = `({
  hasControl: document.querySelector('input:not([type=hidden]), button, select, textarea, a[href], iframe, frame') !== null,
  isEmpty: document.querySelector(':not(html, head, body, meta:not([http-equiv]), title, pre:empty)') === null &&
    (document.body?.textContent ?? '').trim() === '',
})`;
const CLIENT_CERTIFICATE = /^ERR_(BAD_SSL_CLIENT_AUTH_CERT|SSL_CLIENT_AUTH_)/;

/**
 * Says in the place of a window's page what is missing, from now on, and loads it again when the person wants that.
 * @param isFirst whether a load that fails otherwise ends the attempt, so that nothing is to be said here
 */
export function tellWhatIsMissing(
  window: SignInWindow,
  attempt: SignInAttempt,
  isFirst: boolean,
  start: StartDeadline = startDeadline,
): void {
  const { contents, bar } = window;
  const { answers, request } = attempt;
  let patience = BLANK;
  let wait: Deadline | undefined;
  let certificateHost: string | undefined;
  // The answer that brought the page; a later one may have been to a request that was called off.
  let shown: PageAnswer | undefined;
  // Counts the pages, so that a late look at one says nothing of the next.
  let page = 0;

  const tell = (code: TellableCode, address = addressOf(contents), isLoaded = true) => {
    wait?.cancel();
    const { host, security } = describePage(address);
    bar.show({ missing: { code, host }, host, security: isLoaded ? security : 'blank', loading: false });
  };

  const lookWhetherBlank = (delay: number) => {
    wait?.cancel();
    const current = page;
    const due = start(delay);
    wait = due;
    due.signal.addEventListener('abort', () => {
      if (contents.isDestroyed()) return;
      lookWhetherBlank(LOOK_AGAIN);
      const isTold = bar.state().missing?.code === 'blank';
      void isPainted(contents).then((painted) => {
        if (painted === undefined || current !== page || contents.isDestroyed()) return;
        if (painted) wait?.cancel();
        if (painted && isTold) bar.show({ missing: undefined });
        if (!painted && bar.state().missing === undefined) {
          tell('blank');
          lookWhetherBlank(LOOK_AGAIN);
        }
      });
    });
  };

  const judge = async ({ status, schemes }: PageAnswer) => {
    const current = page;
    const content = await read(contents);
    if (content === undefined || current !== page || contents.isDestroyed()) return;
    // A page that signs in by other means as well offers them.
    if (content.hasControl || bar.state().missing !== undefined) return;
    if (status === 401 && schemes.some((one) => one === 'negotiate' || one === 'ntlm')) tell('windows-sign-in');
    else if (status === 401 && schemes.some((one) => one === 'basic' || one === 'digest')) tell('password-refused');
    else if (status >= 400 && certificateHost === parseUrl(addressOf(contents))?.host) tell('client-certificate');
    else if (content.isEmpty) tell('empty');
  };

  contents.on('select-client-certificate', (_event, address) => {
    // Electron gives `login.example.com:443`, though the types promise an address.
    certificateHost = parseUrl(address.includes('://') ? address : `https://${address}`)?.host;
  });
  contents.on('did-navigate', () => {
    page += 1;
    shown = answers.get(contents.id);
    bar.show({ missing: undefined });
    lookWhetherBlank(patience);
  });
  contents.on('did-stop-loading', () => {
    const answer = answers.get(contents.id);
    // No content, and no page before it.
    if (contents.getURL() === '' && (answer?.status === 204 || answer?.status === 205)) tell('empty', answer.url);
    else if (contents.getURL() !== '' && shown !== undefined) void judge(shown);
  });
  contents.once('destroyed', () => wait?.cancel());
  // A second window's page may be there before its window.
  if (contents.getURL() !== '') lookWhetherBlank(patience);
  answerPasswordQuestions(window, attempt, () => wait?.cancel());
  bar.onRetry(() => {
    patience *= 2;
    bar.show({ missing: undefined });
    if (contents.getURL() === '') void contents.loadURL(request.url).catch(() => undefined);
    else contents.reload();
  });

  contents.on('did-fail-load', (_event, _code, reason, address, isMainFrame) => {
    if (!isMainFrame || STOPPED.includes(reason)) return;
    // A server may close before Chromium has read why.
    const wasWanted = certificateHost !== undefined && certificateHost === parseUrl(address)?.host;
    const code = wasWanted ? 'client-certificate' : (codeOfFailure(reason) ?? (isFirst ? undefined : 'unreachable'));
    if (code !== undefined) tell(code, address, false);
  });
}

/** What a load that failed is told as, if it failed by a certificate. @param reason `ERR_CERT_DATE_INVALID` */
export function codeOfFailure(reason: string): TellableCode | undefined {
  if (CLIENT_CERTIFICATE.test(reason)) return 'client-certificate';
  if (reason === 'ERR_CERT_DATE_INVALID') return 'certificate-date';
  if (reason === 'ERR_CERT_COMMON_NAME_INVALID') return 'certificate-host';
  return reason.startsWith('ERR_CERT_') ? 'certificate' : undefined;
}

interface Content {
  readonly hasControl: boolean;
  readonly isEmpty: boolean;
}

/** What the page has, or undefined where it cannot be read. */
async function read(contents: WebContents): Promise<Content | undefined> {
  const reading = orUndefined(() => contents.executeJavaScriptInIsolatedWorld(READING_WORLD, [{ code: READ }]));
  const content: unknown = await reading?.catch(() => undefined);
  if (typeof content !== 'object' || content === null) return undefined;
  if (!('hasControl' in content && 'isEmpty' in content)) return undefined;
  return { hasControl: content.hasControl === true, isEmpty: content.isEmpty === true };
}
