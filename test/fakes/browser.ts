import type { Browser, BrowserState } from '../../main/connections/model/ports.ts';
import type { AuthorizationRequest, Redirect } from '../../main/oauth/authorization.ts';
import { fail, ok, type Result } from '../../main/result.ts';
import type { UserAgentFailure } from '../../preload/failure.ts';

/** The person's own browser in memory: it opens, and leads back only when a test says so. */
export class FakeBrowser implements Browser {
  /** Every request whose page was opened. */
  readonly opened: AuthorizationRequest[] = [];
  /** How often {@link open} was called. */
  reopened = 0;
  /** What becomes of opening a page. */
  state: BrowserState = { listener: 'none', isOpen: true };
  #finish: (outcome: Result<Redirect, UserAgentFailure>) => void = () => undefined;

  authorize(
    request: AuthorizationRequest,
    signal: AbortSignal,
    onChange: (state: BrowserState) => void,
  ): Promise<Result<Redirect, UserAgentFailure>> {
    this.opened.push(request);
    onChange(this.state);
    return new Promise((resolve) => {
      this.#finish = resolve;
      signal.addEventListener('abort', () => resolve(fail({ code: 'sign-in-cancelled' })));
    });
  }

  open(): void {
    this.reopened += 1;
  }

  /** The browser ends up at this address, where the app listens. */
  arrive(url: string): void {
    this.#finish(ok({ url }));
  }
}
