import type { SignInPage, UserAgent } from '../../main/connections/model/ports.ts';
import type { Redirect } from '../../main/oauth/authorization.ts';
import { fail, ok, type Result } from '../../main/result.ts';
import type { UserAgentFailure } from '../../preload/failure.ts';

/** What the person at the page does. `leave` does nothing: the page stays open. */
type Answer = (page: SignInPage) => Result<Redirect, UserAgentFailure> | 'leave';

/** A sign-in window in memory: the person consents at once, unless a test changes that. */
export class FakeUserAgent implements UserAgent {
  /** Every page that was shown. */
  readonly pages: SignInPage[] = [];
  /** How often the open page was brought to the front. */
  focused = 0;
  answer: Answer;
  readonly #journal: string[];
  #finish: ((outcome: Result<Redirect, UserAgentFailure>) => void) | undefined;

  /** @param code gives the authorization code for a consent */
  constructor(code: () => string, journal: string[] = []) {
    this.answer = (page) => ok({ url: redirected(page, { code: code() }) });
    this.#journal = journal;
  }

  async authorize(page: SignInPage, signal: AbortSignal): Promise<Result<Redirect, UserAgentFailure>> {
    this.#journal.push('page shown');
    this.pages.push(page);
    const answer = this.answer(page);
    if (answer !== 'leave') return answer;
    return new Promise((resolve) => {
      this.#finish = resolve;
      signal.addEventListener('abort', () => resolve(fail({ code: 'sign-in-cancelled' })));
    });
  }

  focus(): void {
    this.focused += 1;
  }

  /** The person acts on the page that was left open. */
  finish(outcome: Result<Redirect, UserAgentFailure>): void {
    this.#finish?.(outcome);
  }
}

/** The redirect that answers a page, with its own `state` unless another is given. */
export function redirected({ url, redirectUri }: SignInPage, answer: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams(url.slice(url.lastIndexOf('?')));
  return `${redirectUri}?${new URLSearchParams({ state: asked.get('state') ?? '', ...answer })}`;
}
